#pragma once

#include "harness/octets/Clock.h"

namespace xmppconf::tests {

/// A clock that only moves when somebody waits.
class HeldClock final : public octets::Clock {
  public:
    octets::Instant now() const override { return now_; }
    void moveTo(octets::Instant instant) {
        if (instant > now_) now_ = instant;
    }

  private:
    octets::Instant now_{};
};

}  // namespace xmppconf::tests
