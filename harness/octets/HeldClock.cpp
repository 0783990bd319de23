#include "harness/octets/HeldClock.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace xmppconf::octets {

namespace {

// What is due may make another one due at the same instant; who is due still after so many rounds waits for
// nothing.
constexpr int kMostRounds = 100;

}  // namespace

Network::Woken HeldClock::wait(std::span<Waitable* const> all, Instant deadline) {
    std::vector<Waitable*> flushing;
    std::copy_if(all.begin(), all.end(), std::back_inserter(flushing),
                 [](const Waitable* each) { return !each->flushed(); });
    const auto ready = [&] {
        return std::any_of(all.begin(), all.end(), [](const Waitable* each) { return each->pending(); }) ||
               std::any_of(flushing.begin(), flushing.end(),
                           [](const Waitable* each) { return each->flushed(); });
    };
    int rounds = 0;  // at the present instant
    while (!ready()) {
        Instant next = deadline;
        for (const Waitable* each : all) {
            const auto timer = each->interest().timer;
            if (timer && (*timer > now_ || rounds < kMostRounds)) next = std::min(next, *timer);
        }
        rounds = next > now_ ? 0 : rounds + 1;
        moveTo(next);
        for (Waitable* each : all) each->advance(0);
        if (next >= deadline) return ready() ? Network::Woken::Ready : Network::Woken::Deadline;
    }
    return Network::Woken::Ready;
}

}  // namespace xmppconf::octets
