#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/Link.h"
#include "harness/octets/TlsSession.h"
#include "tests/dialogue/HeldClock.h"
#include "tests/faulty/server/Session.h"

namespace xmppconf::faulty {

/// A connection to the server in this process. Each `send` reaches it as one read, each write of the server
/// comes back as one event; TLS is real on both sides.
class MemoryLink final : public octets::Link {
  public:
    explicit MemoryLink(std::unique_ptr<Session> session);
    ~MemoryLink() override;

    void send(std::string_view octets) override;
    void startTls(const octets::TlsSettings& settings, std::string_view early) override;
    std::optional<octets::LinkEvent> take() override;
    void closeTls() override;
    void finish() override;
    void reset() override;
    bool flushed() const override { return !tls_ || tls_->flushed(); }
    const octets::TlsFacts* tls() const override { return tls_ ? tls_->facts() : nullptr; }
    std::optional<std::string> channelBinding(octets::ChannelBinding type) const override;

    bool ready();
    Session& session() { return *session_; }

  private:
    void exchange();
    void receive(Session::Output output);

    std::unique_ptr<Session> session_;
    std::unique_ptr<octets::TlsSession> tls_;
    std::deque<octets::LinkEvent> events_;
    bool over_ = false;
};

/// Connects to a server in this process, whose time only passes while the client waits.
class MemoryNetwork final : public octets::Network {
  public:
    /// Both ports belong to the same server; `maker` and the clock outlive this.
    MemoryNetwork(const ProtocolMaker& maker, const Identity* identity, tests::HeldClock& clock);

    static constexpr unsigned short port = 5222;
    static constexpr unsigned short directPort = 5223;

    std::unique_ptr<octets::Link> connect(const octets::Endpoint& endpoint,
                                          octets::Instant deadline) override;
    Woken wait(std::span<octets::Link* const> links, octets::Instant deadline) override;
    bool interrupted() const override { return false; }

  private:
    const ProtocolMaker& maker_;
    const Identity* identity_;
    tests::HeldClock& clock_;
};

}  // namespace xmppconf::faulty
