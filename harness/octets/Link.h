#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/TlsFacts.h"

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
        RefusedTls,  ///< by an alert, or by ending the connection
        SpokeNoTls   ///< it sent something else, in the clear
    };
    Kind kind;
    std::string text;
    Peer peer = Peer::None;
};

/// One connection to the target as a pipe of octets, with TLS inside it once started. Never blocks:
/// `send` queues, `take` returns what has happened so far; `Network::wait` is the only place to wait.
class Link {
  public:
    virtual ~Link() = default;  ///< closes the connection at once

    virtual void send(std::string_view octets) = 0;
    /// Turns the link into TLS from here on; the server's next octets are its handshake. `early`: octets
    /// already received that belong to the handshake (normally none).
    virtual void startTls(const TlsSettings& settings, std::string_view early) = 0;
    /// The next event, oldest first.
    virtual std::optional<LinkEvent> take() = 0;
    /// Our close_notify, where TLS is on; what is sent from here on is dropped. The connection stays.
    virtual void closeTls() = 0;
    /// Ends our side: close_notify when TLS is on, then FIN. What the peer still sends is still reported.
    virtual void finish() = 0;
    /// Ends the connection with a TCP reset.
    virtual void reset() = 0;
    /// All that was given to `send` has left this process.
    virtual bool flushed() const = 0;

    virtual const TlsFacts* tls() const = 0;  ///< null before TLS is established
    /// The channel binding data of RFC 5929 or RFC 9266, or nothing where this TLS session has none.
    virtual std::optional<std::string> channelBinding(ChannelBinding type) const = 0;
};

struct Endpoint {
    std::string host;  ///< a name or an address; IPv6 without brackets
    unsigned short port = 0;
};

/// Makes links and waits for them. One object per conversation; not thread-safe.
class Network {
  public:
    enum class Woken { Ready, Deadline, Interrupted };

    virtual ~Network() = default;
    virtual std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) = 0;
    /// Returns once one of the links has an event to take (or could flush), at the deadline, or when the
    /// run is interrupted.
    virtual Woken wait(std::span<Link* const> links, Instant deadline) = 0;
    /// The run is interrupted: for what takes its time without waiting.
    virtual bool interrupted() const = 0;
};

}  // namespace xmppconf::octets
