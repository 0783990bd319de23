#pragma once

#include <functional>
#include <string>
#include <vector>

#include "suite/run/Conversation.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/Plan.h"

namespace xmppconf::suite {

/// A vector to be repeated alone, with what its first attempt came to.
struct Held {
    Task task;
    dialogue::Outcome first;  ///< settled
    bool suspect = false;     ///< the target was no more when it ended
};

/// What the vectors that ran side by side left for afterwards.
struct ParallelEnd {
    std::vector<Held> held;
    std::vector<Task> left;  ///< never begun
    std::string lost;        ///< why the target stopped answering; empty: it did not
};

/// Runs the tasks on so many threads. What is blocked, fails or warns quickly is run again up to twice; what
/// then ends so again is held back to be repeated alone, since others may be the cause. After every blocked
/// or failed vector the target must still answer; when it does not, all that then goes wrong is held back and
/// no further task begins.
ParallelEnd runParallel(std::vector<Task> tasks, int jobs, const ConverseMaker& makeConverse,
                        const Health& health, AccountPool& pool, const octets::Clock& clock,
                        Findings& findings, const std::function<bool()>& interrupted);

}  // namespace xmppconf::suite
