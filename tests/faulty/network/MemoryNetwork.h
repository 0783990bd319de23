#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/octets/HeldClock.h"
#include "harness/octets/Network.h"
#include "tests/faulty/server/Session.h"

namespace xmppconf::faulty {

/// A connection to the server in this process. Each `send` reaches it as one read, each write of the server
/// comes back as one event.
class MemoryLink final : public octets::Link {
  public:
    explicit MemoryLink(std::unique_ptr<Session> session);
    ~MemoryLink() override;

    void send(std::string_view octets) override;
    std::optional<octets::LinkEvent> take() override;
    void finish() override;
    void reset() override;

    Interest interest() const override;
    void advance(short happened) override;
    bool pending() const override { return !events_.empty(); }
    bool flushed() const override { return true; }

  private:
    void takeFromServer();

    std::unique_ptr<Session> session_;
    std::deque<octets::LinkEvent> events_;
    bool over_ = false;
};

/// Connects to a server in this process, whose time only passes while the client waits; TLS is real on both
/// sides.
class MemoryNetwork final : public octets::Network {
  public:
    /// Both ports belong to the same server; `maker` and the clock outlive this.
    MemoryNetwork(const ProtocolMaker& maker, const Identity* identity, octets::HeldClock& clock);

    static constexpr unsigned short port = 5222;
    static constexpr unsigned short directPort = 5223;

    std::unique_ptr<octets::Link> connect(const octets::Endpoint& endpoint,
                                          octets::Instant deadline) override;
    Woken wait(std::span<octets::Waitable* const> all, octets::Instant deadline) override;
    bool interrupted() const override { return false; }

  private:
    const ProtocolMaker& maker_;
    const Identity* identity_;
    octets::HeldClock& clock_;
};

}  // namespace xmppconf::faulty
