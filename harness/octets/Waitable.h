#pragma once

#include <optional>

#include "harness/octets/Clock.h"

namespace xmppconf::octets {

/// Something that `Network::wait` waits for: a link or a listener. It moves in `advance` only.
class Waitable {
  public:
    /// What has to happen before `advance` makes sense again.
    struct Interest {
        int fd = -1;                     ///< to be polled; -1: only the timer matters
        short events = 0;                ///< of poll(2)
        std::optional<Instant> timer{};  ///< `advance` makes sense at this time in any case
    };

    virtual ~Waitable() = default;

    virtual Interest interest() const = 0;
    /// `happened`: what poll(2) told of the fd; 0 where the timer is due. Not to be called while something is
    /// pending: who floods us is read no faster than the caller takes.
    virtual void advance(short happened) = 0;
    virtual bool pending() const = 0;              ///< something waits to be taken
    virtual bool flushed() const { return true; }  ///< all that was to be sent has left this process
};

}  // namespace xmppconf::octets
