#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "harness/octets/Endpoint.h"
#include "harness/octets/Link.h"

namespace xmppconf::octets {

/// Makes links and waits for them. One object per conversation; not thread-safe.
class Network {
  public:
    enum class Woken { Ready, Deadline, Interrupted };

    virtual ~Network() = default;
    virtual std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) = 0;
    /// Puts TLS on a link of this network and begins the handshake: the server's next octets are its part of
    /// it. `early`: octets already received that belong to the handshake (normally none). Settings that
    /// cannot be used, and TLS where it is on already, are a TlsFailed.
    virtual std::unique_ptr<Link> secure(std::unique_ptr<Link> below, const TlsSettings& settings,
                                         std::string_view early);
    /// Returns once one of these has something to take (or has flushed what it had to send when the waiting
    /// began), at the deadline, or when the run is interrupted.
    virtual Woken wait(std::span<Waitable* const> all, Instant deadline) = 0;
    /// The run is interrupted: for what takes its time without waiting.
    virtual bool interrupted() const = 0;
};

}  // namespace xmppconf::octets
