#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/xml/Element.h"
#include "tests/faulty/server/Jid.h"
#include "tests/faulty/server/Markup.h"

namespace xmppconf::faulty {

class Stream;

/// What happens to the stanzas of one bound client (RFC 6120 sections 8 and 10, RFC 6121 section 8).
class StanzaRules {
  public:
    explicit StanzaRules(Stream& stream) : stream_(stream) {}

    void handle(const xml::Element& stanza);
    /// The client is gone: its unavailable presence.
    void leave();

  private:
    bool valid(const xml::Element& stanza);
    void route(const xml::Element& stanza, const Jid& to);
    void toServer(const xml::Element& stanza);
    void toAccount(const xml::Element& stanza, const std::string& user);
    void toResource(const xml::Element& stanza, const Jid& to);
    void toUnknownUser(const xml::Element& stanza);
    void toOtherDomain(const xml::Element& stanza);
    void messageToAccount(const xml::Element& stanza, const std::string& user);
    /// As others get it: with its sender's address and language.
    Markup stamped(const xml::Element& stanza) const;

    Stream& stream_;
};

}  // namespace xmppconf::faulty
