#pragma once

#include <functional>
#include <string>

#include "suite/options/ExitCode.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Conversation.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/Plan.h"

namespace xmppconf::suite {

/// How a run ended.
struct RunEnd {
    Ending ending = Ending::Complete;
    std::string reason;  ///< a sentence when it ended early; else empty
};

/// What a run is carried out with. All references must outlive it.
struct RunTools {
    const ConverseMaker& makeConverse;
    Health& health;
    AccountPool& pool;
    const octets::Clock& clock;
    Findings& findings;
    std::function<bool()> interrupted;
    int jobs = 1;
    octets::Duration timeout{};  ///< of one wait; bounds the repetitions and the patience with a lost target
};

/// Carries out a plan: what can run side by side first, then what ended blocked once more alone, then what
/// may harm the server. Every vector finishes at most once; on an early end some do not finish.
RunEnd carryOut(Plan plan, const RunTools& tools);

}  // namespace xmppconf::suite
