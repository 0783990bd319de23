#pragma once

#include <string>
#include <string_view>

#include "tests/wire/WireFault.h"

namespace xmppconf::wire {

/// What a fault makes of the octets of one connection, both ways.
class Rewriting {
  public:
    /// The fault outlives this.
    explicit Rewriting(const WireFault& fault) : fault_(fault) {}

    /// What the client gets of what the server sent.
    std::string fromServer(std::string_view octets);
    /// The server sends nothing more.
    std::string serverEnded() { return pieces_.takeRest(); }

    struct Sent {
        std::string toServer, toClient;
        bool over = false;  ///< the client is sent no more, and the server need not see the rest
    };
    /// What becomes of what the client sent.
    Sent fromClient(std::string_view octets);

  private:
    const WireFault& fault_;
    Pieces pieces_;
    Progress progress_;
    bool awaitsHeader_ = false;  ///< the client's first octets after the login are still due
    std::string held_;           ///< of these, as long as it is not clear how they begin
};

}  // namespace xmppconf::wire
