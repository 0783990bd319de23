#include "tests/faulty/proof/Tape.h"

#include <memory>
#include <utility>

namespace xmppconf::faulty {

using Kind = Tape::Step::Kind;

/// Stands between a connection and what answers on it.
class Tape::Recorder final : public Protocol, private Wire {
  public:
    Recorder(Tape& tape, const ProtocolMaker& maker, const octets::Clock& clock, Wire& wire)
        : tape_(tape), clock_(clock), wire_(wire), connection_(tape.tls_.size()) {
        tape_.tls_.emplace_back();
        put(Kind::Made);
        protocol_ = maker(*this);
    }
    ~Recorder() override {
        put(Kind::Gone);
        protocol_.reset();
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void connected() override {
        put(Kind::Connected);
        protocol_->connected();
    }
    void receive(std::string_view octets) override {
        put(Kind::Received).octets = octets;
        protocol_->receive(octets);
    }
    void peerEnded() override {
        put(Kind::PeerEnded);
        protocol_->peerEnded();
    }
    void tlsEstablished() override {
        using octets::ChannelBinding;
        for (const auto type :
             {ChannelBinding::TlsUnique, ChannelBinding::TlsServerEndPoint, ChannelBinding::TlsExporter})
            tape_.tls_[connection_].bindings[type] = wire_.channelBinding(type);
        tape_.tls_[connection_].certifiedJid = wire_.certifiedJid();
        put(Kind::TlsEstablished);
        protocol_->tlsEstablished();
    }
    void tlsFailed() override {
        put(Kind::TlsFailed);
        protocol_->tlsFailed();
    }
    octets::Instant due() const override {
        const octets::Instant due = protocol_->due();
        put(Kind::AskedWhenDue).instant = due;
        return due;
    }
    void wake() override {
        put(Kind::Woken);
        protocol_->wake();
    }

  private:
    void write(std::string_view octets) override {
        put(Kind::Wrote).octets = octets;
        wire_.write(octets);
    }
    void startTls(const TlsManner& manner) override {
        put(Kind::StartedTls).manner = manner;
        wire_.startTls(manner);
    }
    void finish(TlsEnd end) override {
        put(Kind::Finished).end = end;
        wire_.finish(end);
    }
    void reset() override {
        put(Kind::Reset);
        wire_.reset();
    }
    bool tlsOn() const override { return wire_.tlsOn(); }
    std::optional<std::string> channelBinding(octets::ChannelBinding type) const override {
        return wire_.channelBinding(type);
    }
    std::string certifiedJid() const override { return wire_.certifiedJid(); }

    Step& put(Kind kind) const {
        return tape_.steps_.emplace_back(
            Step{.kind = kind, .connection = connection_, .instant = clock_.now()});
    }

    Tape& tape_;
    const octets::Clock& clock_;
    Wire& wire_;
    std::size_t connection_;
    std::unique_ptr<Protocol> protocol_;
};

/// Tells a server what is on the tape, and holds what it does against it.
class Tape::Player {
  public:
    Player(const Tape& tape, const ProtocolMaker& maker, octets::HeldClock& clock)
        : tape_(tape), maker_(maker), clock_(clock) {}

    bool agrees() {
        while (same_ && next_ < tape_.steps_.size()) tell(tape_.steps_[next_++]);
        return same_;
    }

  private:
    struct Connection final : Wire {
        Connection(Player& itsPlayer, std::size_t itsNumber) : player(itsPlayer), number(itsNumber) {}

        void write(std::string_view octets) override {
            player.did({.kind = Kind::Wrote, .connection = number, .octets = std::string(octets)});
        }
        void startTls(const TlsManner& manner) override {
            player.did({.kind = Kind::StartedTls, .connection = number, .manner = manner});
        }
        void finish(TlsEnd end) override {
            player.did({.kind = Kind::Finished, .connection = number, .end = end});
        }
        void reset() override { player.did({.kind = Kind::Reset, .connection = number}); }
        bool tlsOn() const override { return tls; }
        std::optional<std::string> channelBinding(octets::ChannelBinding type) const override {
            return tls ? player.tape_.tls_[number].bindings.at(type) : std::nullopt;
        }
        std::string certifiedJid() const override {
            return tls ? player.tape_.tls_[number].certifiedJid : std::string();
        }

        Player& player;
        std::size_t number;
        bool tls = false;
        std::unique_ptr<Protocol> protocol;
    };

    void tell(const Step& step) {
        if (step.kind == Kind::AskedWhenDue) {
            same_ = connections_[step.connection]->protocol->due() == step.instant;
            return;
        }
        clock_.moveTo(step.instant);
        if (step.kind == Kind::Made) {
            connections_.push_back(std::make_unique<Connection>(*this, step.connection));
            connections_.back()->protocol = maker_(*connections_.back());
            return;
        }
        Connection& connection = *connections_[step.connection];
        switch (step.kind) {
            case Kind::Connected:
                return connection.protocol->connected();
            case Kind::Received:
                return connection.protocol->receive(step.octets);
            case Kind::PeerEnded:
                return connection.protocol->peerEnded();
            case Kind::TlsEstablished:
                connection.tls = true;
                return connection.protocol->tlsEstablished();
            case Kind::TlsFailed:
                return connection.protocol->tlsFailed();
            case Kind::Woken:
                return connection.protocol->wake();
            case Kind::Gone:
                return connection.protocol.reset();
            default:
                same_ = false;  // the server on the tape did something here
        }
    }

    void did(Step step) {
        step.instant = clock_.now();
        same_ = same_ && next_ < tape_.steps_.size() && tape_.steps_[next_++] == step;
    }

    const Tape& tape_;
    const ProtocolMaker& maker_;
    octets::HeldClock& clock_;
    std::size_t next_ = 0;
    bool same_ = true;
    std::vector<std::unique_ptr<Connection>> connections_;
};

ProtocolMaker Tape::recording(const ProtocolMaker& maker, const octets::Clock& clock) {
    return
        [this, &maker, &clock](Wire& wire) { return std::make_unique<Recorder>(*this, maker, clock, wire); };
}

bool Tape::isFollowedBy(const ProtocolMaker& maker, octets::HeldClock& clock) const {
    return Player(*this, maker, clock).agrees();
}

}  // namespace xmppconf::faulty
