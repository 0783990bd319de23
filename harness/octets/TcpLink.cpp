#include "harness/octets/TcpLink.h"

#include <Poco/Exception.h>
#include <fmt/format.h>
#include <poll.h>

#include <utility>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

namespace {

// A peer may make TLS answer (alerts, key updates) without reading the answers; then we stop listening.
constexpr std::size_t kReplyLimit = 64 * 1024;

}  // namespace

TcpLink::TcpLink(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
                 Instant deadline)
    : endpoint_(endpoint), clock_(clock), deadline_(deadline), lookup_(std::move(lookup)) {
    advance();
}

void TcpLink::send(std::string_view octets) {
    if (octets.empty()) return;
    if (!tls_) return write(octets);
    tls_->send(octets);
    exchangeTls();
}

void TcpLink::startTls(const TlsSettings& settings, std::string_view early) {
    if (tls_ || deaf_) return report(LinkEvent::Kind::TlsFailed, "TLS is already on");
    Result<std::unique_ptr<TlsSession>> session = TlsSession::client(settings);
    if (!session) {
        deaf_ = true;
        return report(LinkEvent::Kind::TlsFailed, session.error());
    }
    tls_ = std::move(session).value();
    tls_->receive(early);
    exchangeTls();
}

std::optional<LinkEvent> TcpLink::take() {
    if (events_.empty()) return std::nullopt;
    LinkEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

void TcpLink::closeTls() {
    if (!tls_) return;
    tls_->close();
    exchangeTls();
}

void TcpLink::finish() {
    closeTls();
    finished_ = true;
    if (socket_) socket_->finish();
}

void TcpLink::reset() {
    if (socket_) socket_->reset();
    socket_.reset();
    connector_.reset();
    early_.clear();
    over_ = true;
}

bool TcpLink::flushed() const {
    if (over_) return true;
    return early_.empty() && (!tls_ || tls_->flushed()) && (!socket_ || socket_->flushed());
}

std::optional<std::string> TcpLink::channelBinding(ChannelBinding type) const {
    return tls_ ? tls_->channelBinding(type) : std::nullopt;
}

TcpLink::Interest TcpLink::interest() const {
    if (over_) return {};
    if (connector_) return {connector_->fd(), POLLOUT, connector_->patience()};
    if (!socket_) return {lookup_->fd(), POLLIN, deadline_};
    int events = 0;
    if (socket_->readable() && replies_ < kReplyLimit) events |= POLLIN;
    if (!socket_->flushed()) events |= POLLOUT;
    // Without a wish there must be no descriptor: a hung-up one would wake the poll for ever.
    return {events != 0 ? socket_->fd() : -1, static_cast<short>(events), std::nullopt};
}

void TcpLink::advance() {
    if (over_) return;
    if (!socket_) return connect();
    socket_->flush();
    if (socket_->flushed()) replies_ = 0;
    if (events_.empty() && replies_ < kReplyLimit) read();
}

void TcpLink::connect() {
    if (!connector_) {
        if (!lookup_->done() && clock_.now() < deadline_) return;
        const auto found =
            lookup_->done()
                ? lookup_->addresses()
                : Failure{fmt::format("cannot find the address of {}: no answer in time", endpoint_.host)};
        if (!found) {
            over_ = true;
            return report(LinkEvent::Kind::ConnectFailed, found.error());
        }
        connector_.emplace(endpoint_, found.value(), clock_, deadline_);
    }
    const TcpConnector::State state = connector_->proceed();
    if (state == TcpConnector::State::Trying) return;
    try {
        if (state == TcpConnector::State::Connected) {
            socket_.emplace(connector_->socket());
            lookup_->prefer(connector_->address());
        }
    } catch (const Poco::Exception& exception) {
        connector_.reset();
        over_ = true;
        return report(LinkEvent::Kind::ConnectFailed,
                      fmt::format("cannot connect to {}: {}", endpoint_.host, socketError(exception)));
    }
    if (!socket_) {
        over_ = true;
        return report(LinkEvent::Kind::ConnectFailed, connector_->failure());
    }
    connector_.reset();
    report(LinkEvent::Kind::Connected);
    socket_->send(std::exchange(early_, {}));
    if (finished_) socket_->finish();
}

void TcpLink::read() {
    TcpSocket::Received received = socket_->receive();
    switch (received.kind) {
        case TcpSocket::Received::Kind::Nothing:
            return;
        case TcpSocket::Received::Kind::Octets:
            if (deaf_) return;
            if (!tls_) return report(LinkEvent::Kind::Data, std::move(received.text));
            return decrypt(received.text);
        case TcpSocket::Received::Kind::Fin:
        case TcpSocket::Received::Kind::Broken:
            break;
    }
    if (tls_) {
        tls_->peerEnded();
        exchangeTls();
    }
    const bool fin = received.kind == TcpSocket::Received::Kind::Fin;
    report(fin ? LinkEvent::Kind::Fin : LinkEvent::Kind::Reset, std::move(received.text));
}

void TcpLink::decrypt(std::string_view ciphertext) {
    const bool unasked = tls_->established();
    tls_->receive(ciphertext);
    const std::string output = tls_->takeOutput();
    if (unasked) replies_ += output.size();
    write(output);
    exchangeTls();
}

void TcpLink::write(std::string_view octets) {
    if (over_ || finished_ || deaf_) return;
    if (socket_) {
        socket_->send(octets);
    } else {
        early_ += octets;
    }
}

void TcpLink::exchangeTls() {
    write(tls_->takeOutput());
    for (LinkEvent& event : tls_->takeEvents()) {
        if (event.kind == LinkEvent::Kind::TlsEstablished && socket_) socket_->acknowledge();
        events_.push_back(std::move(event));
    }
}

void TcpLink::report(LinkEvent::Kind kind, std::string text) { events_.push_back({kind, std::move(text)}); }

}  // namespace xmppconf::octets
