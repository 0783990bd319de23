#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/Interrupt.h"
#include "harness/octets/PollNetwork.h"
#include "tests/octets/TestPeer.h"

namespace xmppconf::octets {

/// One link through the real network, and a peer at its other end.
struct TestConversation {
    SystemClock clock;
    Interrupt interrupt;
    PollNetwork network{clock, interrupt};
    TestPeer peer;
    std::unique_ptr<Link> link;

    Instant in(Duration duration) const { return clock.now() + duration; }
    Instant later() const { return in(std::chrono::seconds(10)); }

    Network::Woken wait(Instant deadline) {
        Waitable* const all[] = {link.get()};
        return network.wait(all, deadline);
    }
    /// The next event; waits for it. Fails loudly (Kind::ConnectFailed) where none comes.
    LinkEvent next() {
        const Instant deadline = later();
        for (;;) {
            if (auto event = link->take()) return *event;
            if (wait(deadline) != Network::Woken::Ready)
                return {LinkEvent::Kind::ConnectFailed, "(nothing came)"};
        }
    }
    /// All data up to `size` octets.
    std::string data(std::size_t size) {
        std::string all;
        while (all.size() < size) {
            const LinkEvent event = next();
            if (event.kind != LinkEvent::Kind::Data) return all + "(" + event.text + ")";
            all += event.text;
        }
        return all;
    }
    void secure(const TlsSettings& settings, std::string_view early = {}) {
        link = network.secure(std::move(link), settings, early);
    }
    bool connect() {
        link = network.connect(peer.endpoint(), later());
        if (next().kind != LinkEvent::Kind::Connected) return false;
        peer.accept();
        return true;
    }
};

}  // namespace xmppconf::octets
