#include "ScriptedNetwork.h"

namespace xmppconf::tests {

using octets::LinkEvent;

ScriptedLink::ScriptedLink(std::vector<Rule> rules, octets::HeldClock& clock, std::string& wire)
    : rules_(rules.begin(), rules.end()), clock_(clock), wire_(wire) {
    due_.push_back({clock.now(), {LinkEvent::Kind::Connected, ""}});
    fire();
}

void ScriptedLink::send(std::string_view octets) {
    wire_ += octets;
    unanswered_ += octets;
    fire();
}

void ScriptedLink::fire() {
    while (!rules_.empty()) {
        const auto at = unanswered_.find(rules_.front().awaits);
        if (at == std::string::npos) return;
        unanswered_.erase(0, at + rules_.front().awaits.size());
        clogged_ |= rules_.front().stopsReading;
        for (auto& event : rules_.front().events)
            due_.push_back({clock_.now() + rules_.front().delay, event});
        rules_.pop_front();
    }
}

void ScriptedLink::startTls() {
    if (!rules_.empty() && rules_.front().awaits == kHandshake) {
        unanswered_ += kHandshake;
        over_ = false;  // what came before the end and belongs to the handshake is told all the same
        return fire();
    }
    tls_ = octets::TlsFacts{};
    tls_->version = "TLSv1.3";
    due_.push_back({clock_.now(), {LinkEvent::Kind::TlsEstablished, "TLSv1.3"}});
}

octets::Waitable::Interest ScriptedLink::interest() const {
    Interest wish;
    if (!due_.empty()) wish.timer = due_.front().first;
    return wish;
}

std::optional<LinkEvent> ScriptedLink::take() {
    if (over_ || !pending()) return std::nullopt;
    LinkEvent event = due_.front().second;
    due_.pop_front();
    if (event.kind == LinkEvent::Kind::Fin || event.kind == LinkEvent::Kind::Reset) over_ = true;
    return event;
}

void ScriptedLink::closeTls() { send("[close_notify]"); }

void ScriptedLink::finish() {
    wire_ += "[FIN]";
    due_.push_back({clock_.now(), {LinkEvent::Kind::Fin, ""}});
}

void ScriptedLink::reset() { wire_ += "[RST]"; }

std::optional<std::string> ScriptedLink::channelBinding(octets::ChannelBinding type) const {
    if (!tls_ || type != octets::ChannelBinding::TlsExporter) return std::nullopt;
    return std::string(32, 'x');
}

ScriptedNetwork::ScriptedNetwork(octets::HeldClock& clock, std::vector<std::vector<Rule>> scripts)
    : clock_(clock), scripts_(scripts.begin(), scripts.end()) {}

std::unique_ptr<octets::Link> ScriptedNetwork::connect(const octets::Endpoint&, octets::Instant) {
    std::vector<Rule> script;
    if (!scripts_.empty()) {
        script = scripts_.front();
        scripts_.pop_front();
    }
    return std::make_unique<ScriptedLink>(std::move(script), clock_, wire_);
}

std::unique_ptr<octets::Link> ScriptedNetwork::secure(std::unique_ptr<octets::Link> below,
                                                      const octets::TlsSettings&, std::string_view) {
    static_cast<ScriptedLink&>(*below).startTls();
    return below;
}

octets::Network::Woken ScriptedNetwork::wait(std::span<octets::Waitable* const> all,
                                             octets::Instant deadline) {
    return interrupt ? Woken::Interrupted : clock_.wait(all, deadline);
}

}  // namespace xmppconf::tests
