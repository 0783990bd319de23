#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/Link.h"
#include "harness/octets/TlsSession.h"

namespace xmppconf::octets {

/// TLS above another link: its data is our ciphertext, its other events are ours, too. What is sent while
/// the handshake goes on follows it; where TLS could not even begin nothing is sent, least of all in the
/// clear.
class TlsLink final : public Link {
  public:
    /// As `Network::secure`.
    TlsLink(std::unique_ptr<Link> below, const TlsSettings& settings, std::string_view early);

    void send(std::string_view octets) override;
    std::optional<LinkEvent> take() override;
    void closeTls() override;
    void finish() override;
    void reset() override;
    const TlsFacts* tls() const override;
    std::optional<std::string> channelBinding(ChannelBinding type) const override;

    Interest interest() const override;
    void advance(short happened) override;
    bool pending() const override { return !events_.empty(); }
    bool flushed() const override;

  private:
    void begin(const TlsSettings& settings, std::string_view early);
    void takeFromBelow();
    void decrypt(std::string_view ciphertext);
    void exchange();

    std::unique_ptr<Link> below_;
    std::unique_ptr<TlsSession> session_;  ///< null where TLS could not begin
    bool over_ = false;                    ///< we reset the connection
    std::size_t replies_ = 0;              ///< octets TLS answered on its own and the peer did not read yet
    std::deque<LinkEvent> events_;
};

}  // namespace xmppconf::octets
