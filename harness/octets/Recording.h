#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/Endpoint.h"
#include "harness/octets/Link.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// What went over the links of one conversation, above TLS: enough to hold it again without a network
/// (ReplayNetwork). All times count from its beginning. Holds the secrets that crossed the links.
struct Recording {
    /// What the conversation did to a link.
    struct Call {
        enum class Kind { Send, Secure, CloseTls, Finish, Reset };
        Kind kind = Kind::Send;
        Duration at{};
        std::string octets{};  ///< of Send, those sent; of Secure, those that came early
        bool operator==(const Call&) const = default;
    };
    /// What the conversation took from a link.
    struct Arrival {
        Duration at{};
        LinkEvent event;
        bool operator==(const Arrival&) const = default;
    };
    /// From that time on, all that was sent has left, or not.
    struct Flush {
        Duration at{};
        bool flushed = true;
        bool operator==(const Flush&) const = default;
    };
    /// What a handshake that succeeded came to.
    struct Tls {
        Duration at{};  ///< when the conversation could first see it
        TlsFacts facts;
        std::map<ChannelBinding, std::string> bindings;
        bool operator==(const Tls&) const = default;
    };
    struct Connection {
        Endpoint endpoint;
        Duration at{};  ///< when the conversation asked for it
        std::vector<Call> calls{};
        std::vector<Arrival> arrivals{};
        std::vector<Flush> flushes{};
        std::optional<Tls> tls{};
        bool operator==(const Connection&) const = default;
    };

    std::deque<Connection> connections;  ///< in the order in which they were asked for
    bool operator==(const Recording&) const = default;
};

// As files have them: "send", "data", "refused-tls".
std::string_view nameOf(Recording::Call::Kind kind);
std::string_view nameOf(LinkEvent::Kind kind);
std::string_view nameOf(LinkEvent::Peer peer);

}  // namespace xmppconf::octets
