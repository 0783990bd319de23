#pragma once

#include <string>
#include <string_view>

#include "tests/faulty/server/Jid.h"
#include "tests/faulty/server/Markup.h"

namespace xmppconf::faulty {

class Stream;

/// Presence of one client, and who gets it (RFC 6121 sections 3 and 4).
class PresenceRules {
  public:
    explicit PresenceRules(Stream& stream) : stream_(stream) {}

    static bool isSubscription(std::string_view type);
    /// Presence without 'to', already stamped.
    void broadcast(Markup presence);
    /// A subscription stanza for another account.
    void subscription(Markup presence, const Jid& to);
    /// A probe for another account, or a resource of it (RFC 6121 section 4.3).
    void probe(const Jid& to);

  private:
    void becomeAvailable(const Markup& presence);
    void grant(const std::string& watcher);
    void withdraw(const std::string& watcher, const std::string& watched);

    Stream& stream_;
};

}  // namespace xmppconf::faulty
