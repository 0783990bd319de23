#pragma once

#include <Poco/Net/StreamSocket.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/Link.h"
#include "harness/octets/TcpDialler.h"
#include "harness/octets/TcpSocket.h"

namespace xmppconf::octets {

/// A link over TCP. One `advance` is at most one read, so a flood fills neither the memory nor the caller's
/// time. What is sent before the connection stands goes out afterwards.
class TcpLink final : public Link {
  public:
    /// Begins to connect. `clock` must outlive this; no connection by `deadline` is a ConnectFailed.
    TcpLink(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
            Instant deadline);
    /// A connection that stands; Connected is told all the same. Throws what POCO throws where it is gone.
    explicit TcpLink(const Poco::Net::StreamSocket& connected);

    void send(std::string_view octets) override;
    std::optional<LinkEvent> take() override;
    void finish() override;
    void reset() override;

    Interest interest() const override;
    void advance(short happened) override;
    bool pending() const override { return !events_.empty(); }
    bool flushed() const override;

  private:
    void dial();
    void read();
    void report(LinkEvent::Kind kind, std::string text = {});

    // The connection is on its way with a dialler, stands with a socket, and is over with neither.
    std::optional<TcpDialler> dialler_;
    std::unique_ptr<TcpSocket> socket_;
    bool finished_ = false;
    std::string early_;  ///< to be sent once the connection stands
    std::deque<LinkEvent> events_;
};

}  // namespace xmppconf::octets
