#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "harness/octets/HostLookup.h"
#include "harness/octets/TcpConnector.h"
#include "harness/octets/TcpSocket.h"
#include "harness/octets/Waitable.h"

namespace xmppconf::octets {

/// The way to a connection, from the name of the host on. Never blocks.
class TcpDialler {
  public:
    using State = TcpConnector::State;

    /// `clock` must outlive this; no connection by `deadline` is a failure.
    TcpDialler(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
               Instant deadline);

    /// Does what can be done now.
    State proceed();
    Waitable::Interest interest() const;

    std::unique_ptr<TcpSocket> socket() { return std::move(socket_); }  ///< once connected
    const std::string& failure() const { return failure_; }             ///< once failed: why, as a sentence

  private:
    State fail(std::string why);

    Endpoint endpoint_;
    std::shared_ptr<HostLookup> lookup_;
    const Clock& clock_;
    Instant deadline_;
    std::optional<TcpConnector> connector_;
    std::unique_ptr<TcpSocket> socket_;
    std::string failure_;
};

}  // namespace xmppconf::octets
