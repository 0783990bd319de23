#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/octets/HeldClock.h"
#include "harness/octets/Network.h"

namespace xmppconf::tests {

/// Stands in `Rule::awaits` for our part of a handshake, which comes to nothing by itself then.
inline const std::string kHandshake = "[handshake]";

/// What a scripted server does: once `awaits` has come since the last rule fired, it does `events`.
struct Rule {
    std::string awaits;
    std::vector<octets::LinkEvent> events;
    octets::Duration delay{};
    bool stopsReading = false;  ///< what is sent from here on stays with us
};

inline Rule says(std::string awaits, std::string text) {
    return {std::move(awaits), {{octets::LinkEvent::Kind::Data, std::move(text)}}, {}};
}
inline Rule ends(std::string awaits, std::string text) {
    return {std::move(awaits),
            {{octets::LinkEvent::Kind::Data, std::move(text)}, {octets::LinkEvent::Kind::Fin, ""}},
            {}};
}

class ScriptedLink final : public octets::Link {
  public:
    ScriptedLink(std::vector<Rule> rules, octets::HeldClock& clock, std::string& wire);

    void send(std::string_view octets) override;
    std::optional<octets::LinkEvent> take() override;
    void closeTls() override;
    void finish() override;
    void reset() override;
    bool flushed() const override { return !clogged_; }
    const octets::TlsFacts* tls() const override { return tls_ ? &*tls_ : nullptr; }
    std::optional<std::string> channelBinding(octets::ChannelBinding type) const override;

    Interest interest() const override;
    void advance(short) override {}
    bool pending() const override { return !due_.empty() && due_.front().first <= clock_.now(); }

    void startTls();

  private:
    void fire();

    std::deque<Rule> rules_;
    octets::HeldClock& clock_;
    std::string& wire_;  ///< all that was sent, by the whole network
    std::string unanswered_;
    std::deque<std::pair<octets::Instant, octets::LinkEvent>> due_;
    std::optional<octets::TlsFacts> tls_;
    bool over_ = false;
    bool clogged_ = false;
};

/// Each connection meets the next script.
class ScriptedNetwork final : public octets::Network {
  public:
    ScriptedNetwork(octets::HeldClock& clock, std::vector<std::vector<Rule>> scripts);

    std::unique_ptr<octets::Link> connect(const octets::Endpoint& endpoint,
                                          octets::Instant deadline) override;
    std::unique_ptr<octets::Link> secure(std::unique_ptr<octets::Link> below,
                                         const octets::TlsSettings& settings,
                                         std::string_view early) override;
    Woken wait(std::span<octets::Waitable* const> all, octets::Instant deadline) override;
    bool interrupted() const override { return interrupt; }

    const std::string& wire() const { return wire_; }
    bool interrupt = false;

  private:
    octets::HeldClock& clock_;
    std::deque<std::vector<Rule>> scripts_;
    std::string wire_;
};

}  // namespace xmppconf::tests
