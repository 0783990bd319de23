#include "harness/octets/TlsLink.h"

#include <poll.h>

#include <utility>

namespace xmppconf::octets {

namespace {

// A peer may make TLS answer (alerts, key updates) without reading the answers; then we stop listening.
constexpr std::size_t kReplyLimit = 64 * 1024;

}  // namespace

TlsLink::TlsLink(std::unique_ptr<Link> below, const TlsSettings& settings, std::string_view early)
    : below_(std::move(below)) {
    if (below_->tls() != nullptr) {
        events_.push_back({LinkEvent::Kind::TlsFailed, "TLS is already on"});
    } else {
        begin(settings, early);
    }
    takeFromBelow();
}

void TlsLink::begin(const TlsSettings& settings, std::string_view early) {
    Result<std::unique_ptr<TlsSession>> session = TlsSession::client(settings);
    if (!session) {
        events_.push_back({LinkEvent::Kind::TlsFailed, session.error()});
        return;
    }
    session_ = std::move(session).value();
    session_->receive(early);
    exchange();
}

void TlsLink::send(std::string_view octets) {
    if (octets.empty() || !session_) return;
    session_->send(octets);
    exchange();
}

std::optional<LinkEvent> TlsLink::take() {
    if (events_.empty()) takeFromBelow();
    if (events_.empty()) return std::nullopt;
    LinkEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

void TlsLink::closeTls() {
    if (!session_) return;
    session_->close();
    exchange();
}

void TlsLink::finish() {
    closeTls();
    below_->finish();
}

void TlsLink::reset() {
    below_->reset();
    over_ = true;
}

bool TlsLink::flushed() const { return below_->flushed() && (over_ || !session_ || session_->flushed()); }

const TlsFacts* TlsLink::tls() const { return session_ ? session_->facts() : below_->tls(); }

std::optional<std::string> TlsLink::channelBinding(ChannelBinding type) const {
    return session_ ? session_->channelBinding(type) : below_->channelBinding(type);
}

Waitable::Interest TlsLink::interest() const {
    Interest wish = below_->interest();
    if (replies_ < kReplyLimit || below_->flushed()) return wish;
    wish.events = static_cast<short>(wish.events & ~POLLIN);
    if (wish.events == 0) wish.fd = -1;
    return wish;
}

void TlsLink::advance(short happened) {
    below_->advance(happened);
    if (below_->flushed()) replies_ = 0;
    takeFromBelow();
}

void TlsLink::takeFromBelow() {
    while (std::optional<LinkEvent> event = below_->take()) {
        using Kind = LinkEvent::Kind;
        if (event->kind == Kind::Data) {
            decrypt(event->text);
            continue;
        }
        if (session_ && (event->kind == Kind::Fin || event->kind == Kind::Reset)) {
            session_->peerEnded();
            exchange();
        }
        events_.push_back(*std::move(event));
    }
}

void TlsLink::decrypt(std::string_view ciphertext) {
    if (!session_) return;
    const bool unasked = session_->established();
    session_->receive(ciphertext);
    const std::string output = session_->takeOutput();
    if (unasked) replies_ += output.size();
    below_->send(output);
    exchange();
}

void TlsLink::exchange() {
    below_->send(session_->takeOutput());
    for (LinkEvent& event : session_->takeEvents()) events_.push_back(std::move(event));
}

}  // namespace xmppconf::octets
