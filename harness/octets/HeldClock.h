#pragma once

#include <span>

#include "harness/octets/Clock.h"
#include "harness/octets/Network.h"

namespace xmppconf::octets {

/// A clock that only moves when somebody waits: the time of networks that exist in this process alone.
class HeldClock final : public Clock {
  public:
    Instant now() const override { return now_; }
    void moveTo(Instant instant) {
        if (instant > now_) now_ = instant;
    }
    /// As `Network::wait`, in this time: it jumps from one timer to the next, and to the deadline at last.
    /// Never interrupted.
    Network::Woken wait(std::span<Waitable* const> all, Instant deadline);

  private:
    Instant now_{};
};

}  // namespace xmppconf::octets
