#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/octets/Clock.h"
#include "harness/octets/Interrupt.h"

namespace xmppconf::suite {

/// Raises the interrupt when its time is over, unless it ends before.
class TimeLimit {
  public:
    /// The interrupt must outlive this.
    TimeLimit(octets::Duration time, octets::Interrupt& interrupt);

    bool reached() const { return reached_; }

  private:
    std::mutex mutex_;
    std::condition_variable_any ended_;
    std::atomic<bool> reached_ = false;
    std::jthread watch_;  ///< last: it uses all of the above
};

}  // namespace xmppconf::suite
