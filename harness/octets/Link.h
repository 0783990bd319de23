#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/TlsFacts.h"
#include "harness/octets/Waitable.h"

namespace xmppconf::octets {

/// Something that happened on a link. Every octet of `text` is the peer's and untrusted.
struct LinkEvent {
    enum class Kind {
        Connected,       ///< the TCP connection stands
        ConnectFailed,   ///< text: why; nothing follows
        Data,            ///< text: octets received (plain text when TLS is on)
        TlsEstablished,  ///< text: a summary of the handshake
        TlsFailed,       ///< text: why; the link is useless for data, but its end is still reported
        TlsAlert,        ///< the peer ended TLS after the handshake; text: its alert; its end follows
        CloseNotify,     ///< the peer closed TLS properly
        Fin,             ///< the peer closed TCP; nothing follows
        Reset            ///< the connection was reset or broke; text: why; nothing follows
    };
    /// Of TlsFailed: whether the peer did it, and how.
    enum class Peer {
        None,        ///< it did not: we do not accept what it sent
        Untrusted,   ///< it did not: its certificate does not verify
        RefusedTls,  ///< by an alert, or by ending the connection
        SpokeNoTls   ///< it sent something else, in the clear
    };
    Kind kind;
    std::string text;
    Peer peer = Peer::None;
    bool operator==(const LinkEvent&) const = default;
};

/// One connection as a pipe of octets: the lowest of a stack of layers (TCP), or a layer above another link,
/// which it owns (TLS). Never blocks: `send` queues, `take` returns what has happened so far;
/// `Network::wait` is the only place to wait.
class Link : public Waitable {
  public:
    ~Link() override = default;  ///< closes the connection at once

    virtual void send(std::string_view octets) = 0;
    /// The next event, oldest first.
    virtual std::optional<LinkEvent> take() = 0;
    /// Our close_notify, where TLS is on; what is sent from here on is dropped. The connection stays.
    virtual void closeTls() {}
    /// Ends our side: close_notify when TLS is on, then FIN. What the peer still sends is still reported.
    virtual void finish() = 0;
    /// Ends the connection with a TCP reset.
    virtual void reset() = 0;
    bool flushed() const override = 0;

    virtual const TlsFacts* tls() const { return nullptr; }  ///< null before TLS is established
    /// The channel binding data of RFC 5929 or RFC 9266, or nothing where this TLS session has none.
    virtual std::optional<std::string> channelBinding(ChannelBinding) const { return std::nullopt; }
};

}  // namespace xmppconf::octets
