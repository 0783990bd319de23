#include "harness/octets/RecordingNetwork.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace xmppconf::octets {

class RecordingNetwork::RecordedLink final : public Link {
  public:
    RecordedLink(RecordingNetwork& network, std::unique_ptr<Link> below, Recording::Connection& connection)
        : network_(network), below_(std::move(below)), connection_(connection) {}

    void send(std::string_view octets) override {
        note(Recording::Call::Kind::Send, octets);
        below_->send(octets);
    }
    void closeTls() override {
        note(Recording::Call::Kind::CloseTls);
        below_->closeTls();
    }
    void finish() override {
        note(Recording::Call::Kind::Finish);
        below_->finish();
    }
    void reset() override {
        note(Recording::Call::Kind::Reset);
        below_->reset();
    }
    void secure(const TlsSettings& settings, std::string_view early) {
        note(Recording::Call::Kind::Secure, early);
        below_ = network_.network_.secure(std::move(below_), settings, early);
    }

    std::optional<LinkEvent> take() override {
        auto event = below_->take();
        if (!event) return event;
        connection_.arrivals.push_back({network_.passed(), *event});
        return event;
    }
    bool flushed() const override {
        const bool flushed = below_->flushed();
        if (flushed != flushed_) connection_.flushes.push_back({network_.passed(), flushed});
        return flushed_ = flushed;
    }
    const TlsFacts* tls() const override {
        const TlsFacts* facts = below_->tls();
        if (facts && !connection_.tls) connection_.tls = {network_.passed(), *facts, bindings()};
        return facts;
    }
    std::optional<std::string> channelBinding(ChannelBinding type) const override {
        return below_->channelBinding(type);
    }

    Interest interest() const override { return below_->interest(); }
    void advance(short happened) override { below_->advance(happened); }
    bool pending() const override { return below_->pending(); }

    Link* below() const { return below_.get(); }

  private:
    void note(Recording::Call::Kind kind, std::string_view octets = {}) {
        network_.pass();
        connection_.calls.push_back({kind, network_.passed(), std::string(octets)});
    }
    std::map<ChannelBinding, std::string> bindings() const {
        std::map<ChannelBinding, std::string> all;
        for (const ChannelBinding type :
             {ChannelBinding::TlsUnique, ChannelBinding::TlsServerEndPoint, ChannelBinding::TlsExporter}) {
            if (auto binding = below_->channelBinding(type)) all[type] = *std::move(binding);
        }
        return all;
    }

    RecordingNetwork& network_;
    std::unique_ptr<Link> below_;
    Recording::Connection& connection_;
    mutable bool flushed_ = true;  ///< as the conversation saw it last
};

RecordingNetwork::RecordingNetwork(Network& network, const Clock& time) : network_(network), time_(time) {
    clock_.moveTo(time.now());
    began_ = clock_.now();
}

// Always a little, so that an instant tells between which calls something was seen.
void RecordingNetwork::pass(Instant latest) {
    clock_.moveTo(std::max(std::min(time_.now(), latest), clock_.now() + Duration(1)));
}

std::unique_ptr<Link> RecordingNetwork::connect(const Endpoint& endpoint, Instant deadline) {
    pass();
    recording_.connections.push_back({endpoint, passed()});
    return std::make_unique<RecordedLink>(*this, network_.connect(endpoint, deadline),
                                          recording_.connections.back());
}

std::unique_ptr<Link> RecordingNetwork::secure(std::unique_ptr<Link> below, const TlsSettings& settings,
                                               std::string_view early) {
    static_cast<RecordedLink&>(*below).secure(settings, early);
    return below;
}

Network::Woken RecordingNetwork::wait(std::span<Waitable* const> all, Instant deadline) {
    std::vector<Waitable*> recorded;
    for (Waitable* each : all) recorded.push_back(static_cast<RecordedLink*>(each)->below());
    const Woken woken = network_.wait(recorded, deadline);
    if (woken == Woken::Deadline) {
        clock_.moveTo(deadline);
    } else {
        pass(deadline);  // what woke us came in time, however late we woke
    }
    return woken;
}

}  // namespace xmppconf::octets
