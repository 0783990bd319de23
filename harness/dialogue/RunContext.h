#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/octets/Clock.h"
#include "harness/octets/Endpoint.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::judge {
class StreamIds;
}

namespace xmppconf::dialogue {

class Logins;
class Sessions;
class SetUps;

/// How the run protects its connections.
enum class Security { None, StartTls, Direct };
std::string_view nameOf(Security security);  ///< "none", "starttls", "direct"

/// What is the same for all vectors of a run.
struct RunContext {
    octets::Endpoint endpoint;        ///< c2s, for TLS by STARTTLS or none
    octets::Endpoint directEndpoint;  ///< for direct TLS; port 0: none known
    std::string domain;
    Security security = Security::None;
    octets::TlsSettings tls;
    octets::Duration timeout = std::chrono::seconds(10);
    std::size_t transcriptOctets = 64 * 1024;  ///< kept of each entry's octets
    bool loopback = false;
    const Logins* logins = nullptr;         ///< which logins work; null: not known, each may
    Sessions* sessions = nullptr;           ///< of all vectors of the run; null: strangers are not looked for
    judge::StreamIds* streamIds = nullptr;  ///< of all vectors of the run; null: not judged over the run
    bool asksAnew = false;     ///< tries set-up that was given up, too, and only its success counts
    SetUps* setUps = nullptr;  ///< shared by all vectors of the run; null: each tries everything
};

}  // namespace xmppconf::dialogue
