#pragma once

#include <functional>
#include <string>
#include <vector>

#include "suite/run/Conversation.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/Plan.h"

namespace xmppconf::suite {

/// A vector that is to be tried alone, with its attempts so far.
struct Held {
    Task task;
    bool suspect = false;  ///< the target was no more when its last attempt ended
};

/// What the vectors that ran side by side left for afterwards.
struct ParallelEnd {
    std::vector<Held> held;
    std::vector<Task> left;  ///< never begun
    std::string lost;        ///< why the target stopped answering; empty: it did not
};

/// Runs the tasks on so many threads, each as often as its attempts ask for it (Attempts.h); what is to be
/// tried alone is held back. After every blocked or failed attempt the target must still answer; when it does
/// not, all that then goes wrong is held back and no further task begins.
ParallelEnd runParallel(std::vector<Task> tasks, int jobs, const ConverseMaker& makeConverse,
                        const Health& health, AccountPool& pool, const octets::Clock& clock,
                        Findings& findings, const std::function<bool()>& interrupted);

}  // namespace xmppconf::suite
