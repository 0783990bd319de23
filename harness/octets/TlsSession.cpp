#include "harness/octets/TlsSession.h"

#include <fmt/format.h>
#include <openssl/err.h>

#include <array>
#include <new>
#include <utility>

#include "harness/octets/OpenSslError.h"
#include "harness/octets/TlsClient.h"
#include "harness/octets/TlsInspection.h"

namespace xmppconf::octets {

namespace {

// OpenSSL's BIOs count in int.
std::string_view takePiece(std::string_view& octets) {
    constexpr std::size_t kPiece = std::size_t{1} << 20U;
    const std::string_view piece = octets.substr(0, kPiece);
    octets.remove_prefix(piece.size());
    return piece;
}

/// Records of TLS begin with their type, and an error of SSL 2.0 with its length.
bool mayBeginTls(char octet) {
    const auto value = static_cast<unsigned char>(octet);
    return (value >= 20 && value <= 24) || value == 0x80;
}

/// As much as fits in a sentence.
std::string beginningOf(std::string_view octets) {
    constexpr std::size_t kMost = 60;
    std::string shown;
    for (const char octet : octets.substr(0, kMost)) shown += octet >= ' ' && octet <= '~' ? octet : '?';
    return octets.size() > kMost ? shown + "..." : shown;
}

// Called when the server asks for a certificate, whether or not there is one to send.
extern "C" int noteRequest(SSL*, void* requested) {
    *static_cast<bool*>(requested) = true;
    return 1;
}

/// The error is that the peer's certificate does not verify.
bool isUntrusted() { return ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_CERTIFICATE_VERIFY_FAILED; }

}  // namespace

Result<std::unique_ptr<TlsSession>> TlsSession::client(const TlsSettings& settings) {
    Result<SslHandle> ssl = newTlsClient(settings);
    if (!ssl) return Failure{ssl.error()};
    std::unique_ptr<TlsSession> session(new TlsSession(std::move(ssl).value()));
    session->shakeHands();
    return session;
}

TlsSession::TlsSession(SslHandle ssl)
    : ssl_(std::move(ssl)), input_(BIO_new(BIO_s_mem())), output_(BIO_new(BIO_s_mem())) {
    if (input_ == nullptr || output_ == nullptr) throw std::bad_alloc();
    SSL_set_bio(ssl_.get(), input_, output_);
    SSL_set_connect_state(ssl_.get());
    SSL_set_cert_cb(ssl_.get(), noteRequest, &certificateRequested_);
}

void TlsSession::receive(std::string_view ciphertext) {
    const bool first = !ciphertext.empty() && !std::exchange(heard_, true);
    if (first && state_ == State::Handshake && !mayBeginTls(ciphertext.front()))
        return fail("the TLS handshake failed",
                    fmt::format("what the server sent is not TLS, but \"{}\"", beginningOf(ciphertext)),
                    LinkEvent::Peer::SpokeNoTls);
    while (!ciphertext.empty() && (state_ == State::Handshake || state_ == State::Open)) {
        const std::string_view piece = takePiece(ciphertext);
        if (BIO_write(input_, piece.data(), static_cast<int>(piece.size())) < 0) throw std::bad_alloc();
        if (state_ == State::Handshake) shakeHands();
        if (state_ == State::Open) readAll();
    }
}

void TlsSession::peerEnded() {
    if (state_ != State::Handshake) return;
    fail("the TLS handshake failed", "the server ended the connection", LinkEvent::Peer::RefusedTls);
}

void TlsSession::send(std::string_view plain) {
    if (closed_ || state_ == State::Failed) return;
    if (state_ == State::Handshake) {
        unsent_ += plain;
    } else {
        write(plain);
    }
}

void TlsSession::close() {
    if (closed_ || !established() || state_ == State::Failed) return;
    closed_ = true;
    ERR_clear_error();
    if (SSL_shutdown(ssl_.get()) < 0) fail("TLS could not be closed", reason());
}

std::vector<LinkEvent> TlsSession::takeEvents() { return std::exchange(events_, {}); }

std::string TlsSession::takeOutput() {
    char* data = nullptr;
    const long size = BIO_get_mem_data(output_, &data);
    std::string taken(data, static_cast<std::size_t>(size));
    (void)BIO_reset(output_);
    return taken;
}

std::optional<std::string> TlsSession::channelBinding(ChannelBinding type) const {
    if (!established()) return std::nullopt;
    return octets::channelBinding(*ssl_, type);
}

void TlsSession::shakeHands() {
    ERR_clear_error();
    const int done = SSL_do_handshake(ssl_.get());
    if (done != 1) {
        const int error = SSL_get_error(ssl_.get(), done);
        if (error == SSL_ERROR_WANT_READ) return;
        const bool closed = error == SSL_ERROR_ZERO_RETURN;
        const bool refused = closed || isAlert(ERR_peek_last_error());
        const LinkEvent::Peer peer = refused         ? LinkEvent::Peer::RefusedTls
                                     : isUntrusted() ? LinkEvent::Peer::Untrusted
                                                     : LinkEvent::Peer::None;
        return fail("the TLS handshake failed", closed ? "the server closed TLS" : reason(), peer);
    }
    state_ = State::Open;
    facts_ = inspect(*ssl_);
    facts_->certificateRequested = certificateRequested_;
    events_.push_back({LinkEvent::Kind::TlsEstablished, summary(*facts_)});
    write(std::exchange(unsent_, {}));
}

void TlsSession::readAll() {
    std::array<char, SSL3_RT_MAX_PLAIN_LENGTH> buffer;
    std::string plain;
    std::size_t size = 0;
    ERR_clear_error();
    while (SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &size) == 1)
        plain.append(buffer.data(), size);
    const int error = SSL_get_error(ssl_.get(), 0);
    if (!plain.empty()) events_.push_back({LinkEvent::Kind::Data, std::move(plain)});
    if (error == SSL_ERROR_ZERO_RETURN) {
        state_ = State::PeerClosed;
        events_.push_back({LinkEvent::Kind::CloseNotify, {}});
    } else if (error == SSL_ERROR_SSL && isAlert(ERR_peek_last_error())) {
        state_ = State::Failed;
        events_.push_back({LinkEvent::Kind::TlsAlert, takeOpenSslError()});
    } else if (error != SSL_ERROR_WANT_READ) {
        fail("TLS broke", reason());
    }
}

void TlsSession::write(std::string_view plain) {
    ERR_clear_error();
    while (!plain.empty()) {
        const std::string_view piece = takePiece(plain);
        std::size_t written = 0;
        if (SSL_write_ex(ssl_.get(), piece.data(), piece.size(), &written) != 1)
            return fail("TLS broke", reason());
    }
}

void TlsSession::fail(std::string_view what, std::string_view why, LinkEvent::Peer peer) {
    state_ = State::Failed;
    unsent_.clear();
    events_.push_back({LinkEvent::Kind::TlsFailed, fmt::format("{}: {}", what, why), peer});
}

std::string TlsSession::reason() const {
    const bool rejected = isUntrusted();
    const std::string error = takeOpenSslError();
    if (!rejected) return error;
    const long verdict = SSL_get_verify_result(ssl_.get());
    return fmt::format("the server's certificate does not verify: {}",
                       X509_verify_cert_error_string(verdict));
}

}  // namespace xmppconf::octets
