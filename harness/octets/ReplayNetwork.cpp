#include "harness/octets/ReplayNetwork.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace xmppconf::octets {

class ReplayNetwork::ReplayedLink final : public Link {
  public:
    ReplayedLink(ReplayNetwork& network, std::size_t number)
        : network_(network), number_(number), connection_(network.recording_.connections[number]) {}

    void send(std::string_view octets) override { call(Recording::Call::Kind::Send, octets); }
    void secure(std::string_view early) { call(Recording::Call::Kind::Secure, early); }
    void closeTls() override { call(Recording::Call::Kind::CloseTls); }
    void finish() override { call(Recording::Call::Kind::Finish); }
    void reset() override { call(Recording::Call::Kind::Reset); }

    std::optional<LinkEvent> take() override {
        if (!pending()) return std::nullopt;
        return connection_.arrivals[taken_++].event;
    }
    const TlsFacts* tls() const override {
        const auto& tls = connection_.tls;
        return tls && network_.at(tls->at) <= network_.clock_.now() ? &tls->facts : nullptr;
    }
    std::optional<std::string> channelBinding(ChannelBinding type) const override {
        if (!tls() || !connection_.tls->bindings.contains(type)) return std::nullopt;
        return connection_.tls->bindings.at(type);
    }

    Interest interest() const override {
        Interest wish;
        if (taken_ < connection_.arrivals.size()) wish.timer = network_.at(connection_.arrivals[taken_].at);
        if (const auto flush = nextFlush(); flush != connection_.flushes.end())
            wish.timer = std::min(wish.timer.value_or(Instant::max()), network_.at(flush->at));
        return wish;
    }
    void advance(short) override {}
    bool pending() const override {
        return taken_ < connection_.arrivals.size() &&
               network_.at(connection_.arrivals[taken_].at) <= network_.clock_.now();
    }
    bool flushed() const override {
        const auto next = nextFlush();
        return next == connection_.flushes.begin() || std::prev(next)->flushed;
    }

  private:
    void call(Recording::Call::Kind kind, std::string_view octets = {}) {
        network_.call(number_, kind, octets);
    }
    std::vector<Recording::Flush>::const_iterator nextFlush() const {
        return std::find_if(
            connection_.flushes.begin(), connection_.flushes.end(),
            [&](const Recording::Flush& each) { return network_.at(each.at) > network_.clock_.now(); });
    }

    ReplayNetwork& network_;
    std::size_t number_;
    const Recording::Connection& connection_;
    std::size_t taken_ = 0;
};

namespace {

/// For a conversation that asks for more connections than there were.
class NoLink final : public Link {
  public:
    void send(std::string_view) override {}
    std::optional<LinkEvent> take() override {
        if (std::exchange(told_, true)) return std::nullopt;
        return LinkEvent{LinkEvent::Kind::ConnectFailed, "the recording has no such connection"};
    }
    void finish() override {}
    void reset() override {}
    Interest interest() const override { return {}; }
    void advance(short) override {}
    bool pending() const override { return !told_; }
    bool flushed() const override { return true; }

  private:
    bool told_ = false;
};

}  // namespace

ReplayNetwork::ReplayNetwork(const Recording& recording) : recording_(recording), began_(clock_.now()) {}

std::unique_ptr<Link> ReplayNetwork::connect(const Endpoint& endpoint, Instant) {
    const std::size_t number = calls_.size();
    if (number == recording_.connections.size()) {
        differ(fmt::format("connection {} is not in the recording", number + 1));
        return std::make_unique<NoLink>();
    }
    const Recording::Connection& connection = recording_.connections[number];
    if (connection.endpoint != endpoint)
        differ(fmt::format("connection {} goes to {} port {}", number + 1, endpoint.host, endpoint.port));
    clock_.moveTo(at(connection.at));
    calls_.push_back(0);
    return std::make_unique<ReplayedLink>(*this, number);
}

std::unique_ptr<Link> ReplayNetwork::secure(std::unique_ptr<Link> below, const TlsSettings&,
                                            std::string_view early) {
    if (auto* link = dynamic_cast<ReplayedLink*>(below.get())) link->secure(early);
    return below;
}

Network::Woken ReplayNetwork::wait(std::span<Waitable* const> all, Instant deadline) {
    return clock_.wait(all, deadline);
}

void ReplayNetwork::call(std::size_t connection, Recording::Call::Kind kind, std::string_view octets) {
    const std::vector<Recording::Call>& calls = recording_.connections[connection].calls;
    std::size_t& made = calls_[connection];
    if (made == calls.size())
        return differ(fmt::format("connection {}, call {}: {}, and the recording has no more", connection + 1,
                                  made + 1, nameOf(kind)));
    const Recording::Call& recorded = calls[made++];
    if (recorded.kind != kind)
        differ(fmt::format("connection {}, call {}: {} instead of {}", connection + 1, made, nameOf(kind),
                           nameOf(recorded.kind)));
    else if (recorded.octets != octets)
        differ(
            fmt::format("connection {}, call {}: {} with other octets", connection + 1, made, nameOf(kind)));
    clock_.moveTo(at(recorded.at));
}

void ReplayNetwork::differ(std::string sentence) {
    if (difference_.empty()) difference_ = std::move(sentence);
}

std::string ReplayNetwork::difference() const {
    if (!difference_.empty()) return difference_;
    if (calls_.size() < recording_.connections.size())
        return fmt::format("connection {} of the recording was not asked for", calls_.size() + 1);
    for (std::size_t i = 0; i < calls_.size(); ++i) {
        const std::vector<Recording::Call>& calls = recording_.connections[i].calls;
        if (calls_[i] < calls.size())
            return fmt::format("connection {}, call {}: {} of the recording was not made", i + 1,
                               calls_[i] + 1, nameOf(calls[calls_[i]].kind));
    }
    return {};
}

}  // namespace xmppconf::octets
