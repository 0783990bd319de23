#pragma once

#include <string>

#include "harness/xml/Element.h"
#include "tests/faulty/server/Markup.h"

namespace xmppconf::faulty {

class Stream;
class Server;

/// The requests that the server answers itself: ping, version, discovery, session, roster.
class Services {
  public:
    explicit Services(Stream& stream) : stream_(stream) {}

    void answerForServer(const xml::Element& request);
    void answerForAccount(const xml::Element& request);

  private:
    void answer(const xml::Element& request, Markup content);
    void answer(const xml::Element& request);
    void roster(const xml::Element& request, const xml::Element& query);

    Stream& stream_;
};

/// Tells all clients of an account about an item of its roster (RFC 6121 section 2.1.6).
void pushRoster(Server& server, const std::string& user, const Markup& item);

}  // namespace xmppconf::faulty
