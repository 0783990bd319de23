#pragma once

#include <memory>
#include <span>

#include "harness/octets/Clock.h"
#include "harness/octets/Interrupt.h"
#include "harness/octets/Link.h"

namespace xmppconf::octets {

/// The network of this machine: TCP links, and poll(2) to wait for them.
class PollNetwork final : public Network {
  public:
    /// Both must outlive this and its links. Once the interrupt is raised, every `wait` returns at once.
    PollNetwork(const Clock& clock, const Interrupt& interrupt) : clock_(clock), interrupt_(interrupt) {}

    /// The link reports Connected, or ConnectFailed at the latest at the deadline.
    std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) override;

    /// Ready when a link has an event to take, or its last octets have left during this call. Also where all
    /// data comes in: at most one read per link. `links` must be of this kind of network.
    Woken wait(std::span<Link* const> links, Instant deadline) override;
    bool interrupted() const override { return interrupt_.raised(); }

  private:
    const Clock& clock_;
    const Interrupt& interrupt_;
};

}  // namespace xmppconf::octets
