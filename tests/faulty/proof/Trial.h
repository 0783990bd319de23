#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/dialogue/Account.h"
#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Outcome.h"
#include "harness/dialogue/RunContext.h"
#include "harness/vector/Corpus.h"
#include "tests/faulty/proof/Tape.h"
#include "tests/faulty/server/Identity.h"
#include "tests/faulty/server/Server.h"
#include "tests/faulty/server/Session.h"

namespace xmppconf::faulty {

/// How a run meets the server: what the server offers, and how the run protects itself.
struct Setting {
    std::string_view profile;
    dialogue::Security security;
    std::string name() const;  ///< "starttls over starttls"
};

const std::vector<Setting>& settings();
std::size_t numberOf(const Setting& setting);  ///< among them

/// Makes what answers the connections of one server; the server outlives it.
using ServerProtocol = std::function<ProtocolMaker(Server&)>;

/// Holds the conversations of vectors with servers in memory. Each gets a server of its own and a held clock,
/// so that waiting costs nothing and outcomes do not depend on each other. A broken invariant counts for the
/// conversation. Thread-safe.
class Trial {
  public:
    using Roles = std::map<std::string, dialogue::Account>;

    /// The corpus outlives this.
    explicit Trial(const vector::Corpus& corpus);

    std::vector<dialogue::Account> accounts() const;

    dialogue::Outcome hold(const vector::Vector& vector, const Setting& setting,
                           const Conduct& conduct) const;
    /// The same, with something else than the server's streams answering.
    dialogue::Outcome hold(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                           const ServerProtocol& protocol) const;
    /// The same as the first, with these accounts in the roles, by what is known of their logins.
    dialogue::Outcome hold(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                           const Roles& roles, const dialogue::Logins& logins) const;

    /// As the first, and `tape` gets what the server met.
    dialogue::Outcome record(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                             Tape& tape) const;
    /// Whether a server with this conduct does what is on the tape of that vector in that setting.
    bool follows(const Tape& tape, const vector::Vector& vector, const Setting& setting,
                 const Conduct& conduct) const;

  private:
    dialogue::Outcome converse(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                               const ServerProtocol& protocol, const Roles& roles,
                               const dialogue::Logins* logins) const;

    const vector::Corpus& corpus_;
    Identity identity_;
    std::vector<Site> sites_;  ///< one for each setting
    std::vector<dialogue::RunContext> contexts_;
    Roles roles_;
};

}  // namespace xmppconf::faulty
