#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Outcome.h"
#include "harness/dialogue/RunContext.h"
#include "harness/octets/Recording.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// What a run knew about its target when it held a conversation: the same for many of them.
struct RecordedContext {
    octets::Endpoint endpoint{};
    octets::Endpoint directEndpoint{};
    std::string domain{};
    dialogue::Security security = dialogue::Security::None;
    octets::Duration timeout{};
    bool loopback = false;
    std::optional<std::vector<dialogue::Login>> logins{};  ///< nothing before they were tried
};

/// One conversation of a run: with the vectors and the accounts it can be held again (Replay.h). Holds what
/// crossed the links, secrets and all.
struct RecordedConversation {
    RecordedContext context{};
    std::string vector{};
    int attempt = 1;
    std::uint64_t seed = 0;
    std::string randomName{};                       ///< of the SeededRandom
    bool asksAnew = false;                          ///< see RunContext
    std::map<std::string, std::string> accounts{};  ///< bare JIDs by role
    std::map<std::string, std::string>
        givenUp{};                      ///< set-up not tried, by place: what came in its stead before
    std::set<std::string> strangers{};  ///< full JIDs of others' sessions that showed
    octets::Recording network{};
    std::string judged{};  ///< what it came to, as `judgedText` has it
};

/// Verdict, reason and checks in one line of JSON, so that two conversations can be compared: without what
/// depends on the other conversations of the run.
std::string judgedText(const dialogue::Outcome& outcome, const vector::Corpus& corpus);

}  // namespace xmppconf::suite
