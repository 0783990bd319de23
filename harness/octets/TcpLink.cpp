#include "harness/octets/TcpLink.h"

#include <poll.h>

#include <utility>

namespace xmppconf::octets {

TcpLink::TcpLink(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
                 Instant deadline) {
    dialler_.emplace(endpoint, std::move(lookup), clock, deadline);
    dial();
}

TcpLink::TcpLink(const Poco::Net::StreamSocket& connected) : socket_(std::make_unique<TcpSocket>(connected)) {
    report(LinkEvent::Kind::Connected);
}

void TcpLink::send(std::string_view octets) {
    if (octets.empty() || finished_) return;
    if (socket_) {
        socket_->send(octets);
    } else if (dialler_) {
        early_ += octets;
    }
}

std::optional<LinkEvent> TcpLink::take() {
    if (events_.empty()) return std::nullopt;
    LinkEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

void TcpLink::finish() {
    finished_ = true;
    if (socket_) socket_->finish();
}

void TcpLink::reset() {
    if (socket_) socket_->reset();
    socket_.reset();
    dialler_.reset();
    early_.clear();
}

bool TcpLink::flushed() const { return early_.empty() && (!socket_ || socket_->flushed()); }

Waitable::Interest TcpLink::interest() const {
    if (dialler_) return dialler_->interest();
    if (!socket_) return {};
    int events = 0;
    if (socket_->readable()) events |= POLLIN;
    if (!socket_->flushed()) events |= POLLOUT;
    // Without a wish there must be no descriptor: a hung-up one would wake the poll for ever.
    return {events != 0 ? socket_->fd() : -1, static_cast<short>(events)};
}

void TcpLink::advance(short happened) {
    if (dialler_) return dial();
    if (!socket_) return;
    socket_->flush();
    // Not where only room to write was waited for and came: then nobody wants to read.
    if ((happened & ~POLLOUT) != 0) read();
}

void TcpLink::dial() {
    const TcpDialler::State state = dialler_->proceed();
    if (state == TcpDialler::State::Trying) return;
    if (state == TcpDialler::State::Failed) {
        report(LinkEvent::Kind::ConnectFailed, dialler_->failure());
        early_.clear();
    } else {
        report(LinkEvent::Kind::Connected);
        socket_ = dialler_->socket();
        socket_->send(std::exchange(early_, {}));
        if (finished_) socket_->finish();
    }
    dialler_.reset();
}

void TcpLink::read() {
    TcpSocket::Received received = socket_->receive();
    switch (received.kind) {
        case TcpSocket::Received::Kind::Nothing:
            return;
        case TcpSocket::Received::Kind::Octets:
            return report(LinkEvent::Kind::Data, std::move(received.text));
        case TcpSocket::Received::Kind::Fin:
            return report(LinkEvent::Kind::Fin);
        case TcpSocket::Received::Kind::Broken:
            return report(LinkEvent::Kind::Reset, std::move(received.text));
    }
}

void TcpLink::report(LinkEvent::Kind kind, std::string text) { events_.push_back({kind, std::move(text)}); }

}  // namespace xmppconf::octets
