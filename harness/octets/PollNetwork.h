#pragma once

#include <memory>
#include <span>

#include "harness/octets/Clock.h"
#include "harness/octets/Interrupt.h"
#include "harness/octets/Network.h"

namespace xmppconf::octets {

/// The network of this machine: TCP links, and poll(2) to wait for them and for whatever else is Waitable.
class PollNetwork final : public Network {
  public:
    /// Both must outlive this and its links. Once the interrupt is raised, every `wait` returns at once.
    PollNetwork(const Clock& clock, const Interrupt& interrupt) : clock_(clock), interrupt_(interrupt) {}

    /// The link reports Connected, or ConnectFailed at the latest at the deadline.
    std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) override;

    /// Also where all data comes in: looks once even behind the deadline.
    Woken wait(std::span<Waitable* const> all, Instant deadline) override;
    bool interrupted() const override { return interrupt_.raised(); }

  private:
    const Clock& clock_;
    const Interrupt& interrupt_;
};

}  // namespace xmppconf::octets
