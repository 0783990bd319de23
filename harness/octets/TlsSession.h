#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/octets/Link.h"
#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// The client's side of one TLS connection (1.2 or 1.3), free of I/O: the peer's octets go in, events and
/// octets for the peer come out. Never renegotiates, never resumes. Not thread-safe.
///
/// The server's certificate must name `TlsSettings::serverName`: a host or domain name as DNS name, XmppAddr
/// or SRVName (RFC 6120 §13.7.1.2), or an address. With `insecure` the same is only found out for the facts.
class TlsSession {
  public:
    /// Begins the handshake: the ClientHello is ready to be taken. Fails when the settings cannot be used.
    static Result<std::unique_ptr<TlsSession>> client(const TlsSettings& settings);

    /// Octets from the peer, in pieces of any size. All of their plain text becomes one Data event.
    void receive(std::string_view ciphertext);
    /// The peer's octets have ended: a handshake that is not over fails.
    void peerEnded();
    /// Encrypts; before the handshake is over the octets are kept for after it.
    void send(std::string_view plain);
    /// Our close_notify. What the peer still sends is received; what is sent from here on is dropped.
    void close();

    /// TlsEstablished, TlsFailed, TlsAlert, Data and CloseNotify since the last call, in order.
    std::vector<LinkEvent> takeEvents();
    /// What has to be written to the peer, also after a failure (an alert).
    std::string takeOutput();

    bool established() const { return facts_.has_value(); }
    /// Nothing waits for the handshake.
    bool flushed() const { return unsent_.empty(); }
    const TlsFacts* facts() const { return facts_ ? &*facts_ : nullptr; }
    std::optional<std::string> channelBinding(ChannelBinding type) const;

  private:
    enum class State { Handshake, Open, PeerClosed, Failed };

    explicit TlsSession(SslHandle ssl);
    void shakeHands();
    void readAll();
    void write(std::string_view plain);
    void fail(std::string_view what, std::string_view why, LinkEvent::Peer peer = LinkEvent::Peer::None);
    std::string reason() const;

    SslHandle ssl_;
    BIO* input_;  // both owned by ssl_
    BIO* output_;
    State state_ = State::Handshake;
    bool heard_ = false;  ///< the first octet of the peer's has come
    bool closed_ = false;
    bool certificateRequested_ = false;
    std::string unsent_;
    std::vector<LinkEvent> events_;
    std::optional<TlsFacts> facts_;
};

}  // namespace xmppconf::octets
