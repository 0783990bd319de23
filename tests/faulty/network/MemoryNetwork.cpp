#include "tests/faulty/network/MemoryNetwork.h"

#include <algorithm>

namespace xmppconf::faulty {

using octets::LinkEvent;

MemoryLink::MemoryLink(std::unique_ptr<Session> session) : session_(std::move(session)) {
    events_.push_back({LinkEvent::Kind::Connected, ""});
}

MemoryLink::~MemoryLink() { session_->peerEnded(); }

void MemoryLink::send(std::string_view octets) {
    if (over_) return;
    if (tls_) {
        tls_->send(octets);
        exchange();
    } else {
        session_->receive(octets);
    }
}

void MemoryLink::startTls(const octets::TlsSettings& settings, std::string_view early) {
    exchange();
    auto session = octets::TlsSession::client(settings);
    if (!session) {
        events_.push_back({LinkEvent::Kind::TlsFailed, session.error()});
        return;
    }
    tls_ = std::move(session).value();
    if (!early.empty()) tls_->receive(early);
    for (LinkEvent& event : tls_->takeEvents()) events_.push_back(std::move(event));
    exchange();
}

// Carries octets to and fro until neither side has any more.
void MemoryLink::exchange() {
    for (bool moved = true; moved;) {
        moved = false;
        if (tls_) {
            if (const std::string octets = tls_->takeOutput(); !octets.empty()) {
                session_->receive(octets);
                moved = true;
            }
        }
        for (Session::Output& output : session_->take()) {
            receive(std::move(output));
            moved = true;
        }
    }
}

void MemoryLink::receive(Session::Output output) {
    if (over_) return;
    const bool octets = output.kind == Session::Output::Kind::Octets;
    if (tls_) {
        if (octets) {
            tls_->receive(output.octets);
        } else {
            tls_->peerEnded();
        }
        for (LinkEvent& event : tls_->takeEvents()) events_.push_back(std::move(event));
    } else if (octets) {
        events_.push_back({LinkEvent::Kind::Data, std::move(output.octets)});
    }
    if (octets) return;
    over_ = true;
    const bool fin = output.kind == Session::Output::Kind::Fin;
    events_.push_back(
        {fin ? LinkEvent::Kind::Fin : LinkEvent::Kind::Reset, fin ? "" : "reset by the server"});
}

std::optional<LinkEvent> MemoryLink::take() {
    if (!ready()) return std::nullopt;
    LinkEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

bool MemoryLink::ready() {
    exchange();
    return !events_.empty();
}

void MemoryLink::closeTls() {
    if (tls_) tls_->close();
    exchange();
}

void MemoryLink::finish() {
    closeTls();
    session_->peerEnded();
}

void MemoryLink::reset() {
    session_->peerEnded();
    over_ = true;
}

std::optional<std::string> MemoryLink::channelBinding(octets::ChannelBinding type) const {
    return tls_ ? tls_->channelBinding(type) : std::nullopt;
}

MemoryNetwork::MemoryNetwork(const ProtocolMaker& maker, const Identity* identity, tests::HeldClock& clock)
    : maker_(maker), identity_(identity), clock_(clock) {}

std::unique_ptr<octets::Link> MemoryNetwork::connect(const octets::Endpoint& endpoint, octets::Instant) {
    return std::make_unique<MemoryLink>(
        std::make_unique<Session>(maker_, identity_, endpoint.port == directPort));
}

octets::Network::Woken MemoryNetwork::wait(std::span<octets::Link* const> links, octets::Instant deadline) {
    const auto anyReady = [&] {
        return std::any_of(links.begin(), links.end(),
                           [](octets::Link* link) { return static_cast<MemoryLink*>(link)->ready(); });
    };
    while (!anyReady()) {
        octets::Instant next = deadline;
        for (octets::Link* link : links)
            next = std::min(next, static_cast<MemoryLink*>(link)->session().due());
        clock_.moveTo(next);
        for (octets::Link* link : links) static_cast<MemoryLink*>(link)->session().wake();
        if (next >= deadline) return anyReady() ? Woken::Ready : Woken::Deadline;
    }
    return Woken::Ready;
}

}  // namespace xmppconf::faulty
