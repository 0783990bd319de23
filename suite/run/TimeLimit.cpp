#include "suite/run/TimeLimit.h"

namespace xmppconf::suite {

TimeLimit::TimeLimit(octets::Duration time, octets::Interrupt& interrupt)
    : watch_([this, time, &interrupt](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          ended_.wait_for(lock, stop, time, [] { return false; });
          if (stop.stop_requested()) return;
          reached_ = true;
          interrupt.raise();
      }) {}

}  // namespace xmppconf::suite
