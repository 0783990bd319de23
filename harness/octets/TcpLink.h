#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/Clock.h"
#include "harness/octets/HostLookup.h"
#include "harness/octets/Link.h"
#include "harness/octets/TcpConnector.h"
#include "harness/octets/TcpSocket.h"
#include "harness/octets/TlsSession.h"

namespace xmppconf::octets {

/// A link over TCP. It moves in `advance` only, one read at a time and only when no event waits to be taken:
/// a flood fills neither the memory nor the caller's time. What is sent before the connection stands, or
/// while TLS shakes hands, goes out afterwards.
class TcpLink final : public Link {
  public:
    /// Begins to connect. `clock` must outlive this; no connection by `deadline` is a ConnectFailed.
    TcpLink(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
            Instant deadline);

    void send(std::string_view octets) override;
    void startTls(const TlsSettings& settings, std::string_view early) override;
    std::optional<LinkEvent> take() override;
    void closeTls() override;
    void finish() override;
    void reset() override;
    bool flushed() const override;
    const TlsFacts* tls() const override { return tls_ ? tls_->facts() : nullptr; }
    std::optional<std::string> channelBinding(ChannelBinding type) const override;

    /// What to wait for before `advance` makes sense again; the fd is -1 where only time matters.
    struct Interest {
        int fd = -1;
        short events = 0;
        std::optional<Instant> timer;
    };
    Interest interest() const;
    void advance();
    bool pending() const { return !events_.empty(); }  ///< `take` has something

  private:
    void connect();
    void read();
    void write(std::string_view octets);
    void decrypt(std::string_view ciphertext);
    void exchangeTls();
    void report(LinkEvent::Kind kind, std::string text = {});

    Endpoint endpoint_;
    const Clock& clock_;
    Instant deadline_;
    std::shared_ptr<HostLookup> lookup_;
    std::optional<TcpConnector> connector_;
    std::optional<TcpSocket> socket_;
    std::unique_ptr<TlsSession> tls_;
    bool over_ = false;        ///< there is no connection, and there will be none
    bool finished_ = false;    ///< `finish` came before the connection stood
    bool deaf_ = false;        ///< TLS could not even begin: what comes is dropped
    std::string early_;        ///< to be sent once the connection stands
    std::size_t replies_ = 0;  ///< octets TLS answered on its own and the peer did not read yet
    std::deque<LinkEvent> events_;
};

}  // namespace xmppconf::octets
