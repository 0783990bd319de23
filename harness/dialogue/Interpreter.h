#pragma once

#include <functional>
#include <map>
#include <string>

#include "harness/dialogue/Outcome.h"
#include "harness/octets/Clock.h"
#include "harness/octets/Link.h"
#include "harness/octets/Random.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// An account of the target, as leased for one vector.
struct Account {
    std::string user;
    std::string domain;
    std::string password;
    std::string certificateFile;  ///< PEM, with the key, for EXTERNAL; empty: none
    std::string keyFile;

    std::string jid() const { return user + "@" + domain; }
};

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
};

/// Holds the conversations of vectors, one at a time; blocks in `Network::wait` only. One per thread.
class Interpreter {
  public:
    /// All but the network are shared and must outlive this.
    Interpreter(const vector::Corpus& corpus, const RunContext& context, const octets::Clock& clock,
                octets::Network& network);

    /// Runs the vector with the accounts for its roles. Never throws for anything the target does.
    Outcome run(const vector::Vector& vector, const std::map<std::string, Account>& roles,
                octets::Random& random);

  private:
    const vector::Corpus& corpus_;
    const RunContext& context_;
    const octets::Clock& clock_;
    octets::Network& network_;
};

}  // namespace xmppconf::dialogue
