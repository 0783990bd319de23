#include "harness/octets/HeldClock.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace xmppconf::octets {

Network::Woken HeldClock::wait(std::span<Waitable* const> all, Instant deadline) {
    std::vector<Waitable*> flushing;
    std::copy_if(all.begin(), all.end(), std::back_inserter(flushing),
                 [](const Waitable* each) { return !each->flushed(); });
    const auto ready = [&] {
        return std::any_of(all.begin(), all.end(), [](const Waitable* each) { return each->pending(); }) ||
               std::any_of(flushing.begin(), flushing.end(),
                           [](const Waitable* each) { return each->flushed(); });
    };
    Instant turn = Instant::min();  // what was due by then had it, and may want no other time
    while (!ready()) {
        Instant next = deadline;
        for (const Waitable* each : all) {
            const auto timer = each->interest().timer;
            if (timer && *timer > turn) next = std::min(next, *timer);
        }
        moveTo(next);
        turn = now_;
        for (Waitable* each : all) each->advance(0);
        if (next >= deadline) return ready() ? Network::Woken::Ready : Network::Woken::Deadline;
    }
    return Network::Woken::Ready;
}

}  // namespace xmppconf::octets
