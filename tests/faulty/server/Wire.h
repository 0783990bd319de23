#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/Clock.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::faulty {

/// How the server goes about a handshake.
struct TlsManner {
    bool requestsCertificate = true;
    bool ownDomain = true;            ///< shows the certificate of its own domain
    bool verifiesClients = true;      ///< else it believes what a certificate says
    bool turnsStrangersAway = false;  ///< fails with a client certificate that nobody vouches for
    bool speaksSsl2 = false;          ///< as far as the first answer
    bool operator==(const TlsManner&) const = default;
};

/// What comes of TLS when the server ends the connection.
enum class TlsEnd {
    Nothing,      ///< it is cut off
    CloseNotify,  ///< the server says so
    BothWays      ///< and waits until the client has said it, too
};

/// The client's connection as the server sees it: plain text in and out, TLS within.
class Wire {
  public:
    virtual ~Wire() = default;

    virtual void write(std::string_view octets) = 0;
    /// The client's next octets are its handshake.
    virtual void startTls(const TlsManner& manner = {}) = 0;
    /// FIN, and before it what is to become of TLS, where it is on.
    virtual void finish(TlsEnd tls = TlsEnd::CloseNotify) = 0;
    virtual void reset() = 0;
    virtual bool tlsOn() const = 0;
    virtual std::optional<std::string> channelBinding(octets::ChannelBinding type) const = 0;
    /// The account that the client's certificate names; empty: none.
    virtual std::string certifiedJid() const = 0;
};

/// Who answers on a connection: the honest stream, or a rogue.
class Protocol {
  public:
    virtual ~Protocol() = default;

    virtual void connected() {}
    virtual void receive(std::string_view octets) = 0;  ///< one write of the client
    virtual void peerEnded() = 0;                       ///< FIN or reset; nothing follows
    virtual void tlsEstablished() {}
    virtual void tlsFailed() {}
    /// When `wake` is due; Instant::max(): never.
    virtual octets::Instant due() const { return octets::Instant::max(); }
    virtual void wake() {}
};

}  // namespace xmppconf::faulty
