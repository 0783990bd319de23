#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/HeldClock.h"
#include "tests/faulty/server/Session.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

/// A conversation as the server met it, above TLS: what it was told, and what it did. Who does the same when
/// told the same is in the end told nothing else either: with such a server the conversation has the outcome
/// that it had, and no client need hold it again.
class Tape {
  public:
    /// Makes what `maker` makes, and puts down what comes and goes on its connections. This, the maker and
    /// the clock outlive what it makes.
    ProtocolMaker recording(const ProtocolMaker& maker, const octets::Clock& clock);
    /// Whether what this maker makes does the same at the same times. Its server has the clock.
    bool isFollowedBy(const ProtocolMaker& maker, octets::HeldClock& clock) const;

    /// One call of a `Protocol`, or one that it makes of its `Wire`.
    struct Step {
        enum class Kind {
            Made,
            Connected,
            Received,
            PeerEnded,
            TlsEstablished,
            TlsFailed,
            AskedWhenDue,
            Woken,
            Gone,
            Wrote,
            StartedTls,
            Finished,
            Reset
        };
        Kind kind;
        std::size_t connection;
        std::string octets = {};       ///< received or written
        octets::Instant instant = {};  ///< of the call; of the answer to `AskedWhenDue`
        TlsManner manner = {};
        TlsEnd end = TlsEnd::Nothing;
        bool operator==(const Step&) const = default;
    };

  private:
    class Recorder;
    class Player;

    struct Tls {
        std::map<octets::ChannelBinding, std::optional<std::string>> bindings;
        std::string certifiedJid;
    };

    std::vector<Step> steps_;
    std::vector<Tls> tls_;  ///< by connection
};

}  // namespace xmppconf::faulty
