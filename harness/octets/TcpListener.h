#pragma once

#include <Poco/Net/ServerSocket.h>

#include <memory>
#include <string>
#include <utility>

#include "harness/Result.h"
#include "harness/octets/Endpoint.h"
#include "harness/octets/Link.h"

namespace xmppconf::octets {

/// Takes connections on an address of this machine. It holds one at a time for its owner; the others wait in
/// the kernel.
class TcpListener final : public Waitable {
  public:
    /// The host is an address, not a name; port 0: any that is free. Fails with a sentence.
    static Result<std::unique_ptr<TcpListener>> on(const Endpoint& endpoint);

    Endpoint endpoint() const;  ///< with the port that it has
    /// The connection that came, as a link that tells Connected; null: none came.
    std::unique_ptr<Link> take() { return std::move(accepted_); }
    /// Why it takes no connection any more, as a sentence; empty: it does. A wait for one that failed is over
    /// at once: its owner lets go of it.
    std::string failure() const;

    Interest interest() const override;
    void advance(short happened) override;
    bool pending() const override { return accepted_ != nullptr || error_ != 0; }

  private:
    explicit TcpListener(const Poco::Net::ServerSocket& socket) : socket_(socket) {}

    Poco::Net::ServerSocket socket_;
    std::unique_ptr<Link> accepted_;
    int error_ = 0;  ///< why it takes none any more, as an errno
};

}  // namespace xmppconf::octets
