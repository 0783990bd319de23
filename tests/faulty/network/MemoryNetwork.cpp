#include "tests/faulty/network/MemoryNetwork.h"

#include <utility>

namespace xmppconf::faulty {

using octets::LinkEvent;

MemoryLink::MemoryLink(std::unique_ptr<Session> session) : session_(std::move(session)) {
    events_.push_back({LinkEvent::Kind::Connected, ""});
}

MemoryLink::~MemoryLink() { session_->peerEnded(); }

void MemoryLink::send(std::string_view octets) {
    if (!over_ && !octets.empty()) session_->receive(octets);
}

std::optional<LinkEvent> MemoryLink::take() {
    takeFromServer();
    if (events_.empty()) return std::nullopt;
    LinkEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

void MemoryLink::finish() { session_->peerEnded(); }

void MemoryLink::reset() {
    session_->peerEnded();
    over_ = true;
}

// What the server has said already is due at once.
octets::Waitable::Interest MemoryLink::interest() const {
    Interest wish;
    wish.timer = session_->spoke() ? octets::Instant::min() : session_->due();
    return wish;
}

void MemoryLink::advance(short) {
    session_->wake();
    takeFromServer();
}

void MemoryLink::takeFromServer() {
    using Kind = Session::Output::Kind;
    for (Session::Output& output : session_->take()) {
        if (over_) continue;
        over_ = output.kind != Kind::Octets;
        switch (output.kind) {
            case Kind::Octets:
                events_.push_back({LinkEvent::Kind::Data, std::move(output.octets)});
                break;
            case Kind::Fin:
                events_.push_back({LinkEvent::Kind::Fin, ""});
                break;
            case Kind::Reset:
                events_.push_back({LinkEvent::Kind::Reset, "reset by the server"});
                break;
        }
    }
}

MemoryNetwork::MemoryNetwork(const ProtocolMaker& maker, const Identity* identity, octets::HeldClock& clock)
    : maker_(maker), identity_(identity), clock_(clock) {}

std::unique_ptr<octets::Link> MemoryNetwork::connect(const octets::Endpoint& endpoint, octets::Instant) {
    return std::make_unique<MemoryLink>(
        std::make_unique<Session>(maker_, identity_, endpoint.port == directPort));
}

octets::Network::Woken MemoryNetwork::wait(std::span<octets::Waitable* const> all, octets::Instant deadline) {
    return clock_.wait(all, deadline);
}

}  // namespace xmppconf::faulty
