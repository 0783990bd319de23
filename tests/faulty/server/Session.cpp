#include "tests/faulty/server/Session.h"

#include <utility>

namespace xmppconf::faulty {

Session::Session(const ProtocolMaker& maker, const Identity* identity, bool direct)
    : identity_(identity), protocol_(maker(*this)) {
    if (direct) startTls({});
    protocol_->connected();
}

Session::~Session() = default;

void Session::receive(std::string_view octets) {
    if (over_) return;
    if (!tls_ || tls_->failed()) {
        if (!tls_) protocol_->receive(octets);
        return;
    }
    if (speaksSsl2_ && answeredAsSsl2(octets)) return;
    const auto texts = tls_->receive(octets);
    flushTls();
    if (tls_->failed()) {
        protocol_->tlsFailed();
        return;
    }
    if (tls_->established() && !std::exchange(established_, true)) protocol_->tlsEstablished();
    for (const std::string& each : texts) protocol_->receive(each);
    if (tls_->sawCloseNotify() && !over_) protocol_->peerEnded();
}

void Session::peerEnded() {
    if (!over_) protocol_->peerEnded();
}

std::vector<Session::Output> Session::take() { return std::exchange(outputs_, {}); }

void Session::write(std::string_view octets) {
    if (over_) return;
    if (tls_ && !tls_->failed()) {
        tls_->send(octets);
        flushTls();
    } else {
        outputs_.push_back({Output::Kind::Octets, std::string(octets)});
    }
}

void Session::startTls(const TlsManner& manner) {
    if (identity_) tls_ = std::make_unique<ServerTls>(*identity_, manner);
    speaksSsl2_ = manner.speaksSsl2;
}

void Session::finish(TlsEnd tls) {
    if (over_) return;
    if (tls != TlsEnd::Nothing && tls_ && !tls_->failed()) {
        tls_->close();
        flushTls();
        if (tls == TlsEnd::BothWays && !tls_->sawCloseNotify()) return;  // `receive` comes back to it
    }
    over_ = true;
    outputs_.push_back({Output::Kind::Fin, {}});
}

void Session::reset() {
    if (over_) return;
    over_ = true;
    outputs_.push_back({Output::Kind::Reset, {}});
}

// A CLIENT-HELLO gets a SERVER-HELLO without certificate, with one cipher suite and a connection id.
bool Session::answeredAsSsl2(std::string_view octets) {
    using namespace std::string_view_literals;
    if (octets.size() < 5 || octets.front() != '\x80' || octets.substr(2, 3) != "\1\0\2"sv) return false;
    std::string hello("\x80\x1e\4\0\1\0\2\0\0\0\3\0\x10\1\0\x80"sv);
    outputs_.push_back({Output::Kind::Octets, hello.append(16, 'c')});
    return true;
}

void Session::flushTls() {
    if (std::string octets = tls_->takeOutput(); !octets.empty())
        outputs_.push_back({Output::Kind::Octets, std::move(octets)});
}

std::optional<std::string> Session::channelBinding(octets::ChannelBinding type) const {
    return tlsOn() ? tls_->channelBinding(type) : std::nullopt;
}

std::string Session::certifiedJid() const { return tlsOn() ? tls_->certifiedJid() : std::string(); }

}  // namespace xmppconf::faulty
