#include "harness/octets/PollNetwork.h"

#include <poll.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "harness/octets/TcpLink.h"

namespace xmppconf::octets {

namespace {

struct Watched {
    Waitable* thing;
    bool flushing;  ///< had octets to send when the waiting began
    Waitable::Interest interest{};
};

bool ready(const Watched& watched) {
    return watched.thing->pending() || (watched.flushing && watched.thing->flushed());
}

timespec untilThen(Instant now, Instant then) {
    const auto left = std::max(then - now, Duration::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(left - seconds);
    return {static_cast<std::time_t>(seconds.count()), static_cast<long>(rest.count())};
}

}  // namespace

std::unique_ptr<Link> PollNetwork::connect(const Endpoint& endpoint, Instant deadline) {
    return std::make_unique<TcpLink>(endpoint, HostLookup::of(endpoint.host), clock_, deadline);
}

Network::Woken PollNetwork::wait(std::span<Waitable* const> all, Instant deadline) {
    std::vector<Watched> watched;
    for (Waitable* thing : all) watched.push_back({thing, !thing->flushed()});
    std::vector<pollfd> descriptors;
    for (bool polled = false;; polled = true) {
        if (interrupt_.raised()) return Woken::Interrupted;
        if (std::any_of(watched.begin(), watched.end(), ready)) return Woken::Ready;
        const Instant now = clock_.now();
        if (polled && now >= deadline) return Woken::Deadline;

        Instant until = deadline;
        descriptors.assign(1, {interrupt_.fd(), POLLIN, 0});
        for (Watched& each : watched) {
            each.interest = each.thing->interest();
            if (each.interest.timer) until = std::min(until, *each.interest.timer);
            descriptors.push_back({each.interest.fd, each.interest.events, 0});
        }
        const timespec timeout = untilThen(now, until);
        // A failure (EINTR) leaves no descriptor marked as ready, and the loop begins again.
        if (::ppoll(descriptors.data(), descriptors.size(), &timeout, nullptr) < 0) continue;
        const Instant after = clock_.now();
        for (std::size_t i = 0; i < watched.size(); ++i) {
            const Watched& each = watched[i];
            const short happened = descriptors[i + 1].revents;
            const bool due = each.interest.timer && after >= *each.interest.timer;
            if (due || happened != 0) each.thing->advance(happened);
        }
    }
}

}  // namespace xmppconf::octets
