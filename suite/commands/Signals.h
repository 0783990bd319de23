#pragma once

#include "harness/octets/Interrupt.h"

namespace xmppconf::suite {

/// While it lives, the first SIGINT or SIGTERM raises the interrupt and the second ends the process as it
/// would have anyway. A broken pipe and a file that grew too large are errors of writing, no signals. One at
/// a time.
class Signals {
  public:
    explicit Signals(octets::Interrupt& interrupt);
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
};

}  // namespace xmppconf::suite
