#pragma once

#include <string>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Vector.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Attempts.h"

namespace xmppconf::suite {

/// One vector of a run, with what it needs and what was tried so far.
struct Task {
    const vector::Vector* vector = nullptr;
    Demand demand;
    Attempts attempts{};
    std::size_t heldOctets = 0;  ///< of its transcripts, as far as they were counted
};

/// A vector that is not run, skipped or blocked, and why.
struct Omission {
    const vector::Vector* vector = nullptr;
    Unfulfilled why;
};

/// Which of the selected vectors run, and how.
struct Plan {
    std::vector<Task> parallel;  ///< the longest waits first: nothing waits for them at the end
    std::vector<Task> alone;     ///< harmful: one after the other, behind all others
    std::vector<Omission> omitted;
};

/// `intrusive`: vectors that flood or guess may run.
Plan planOf(const std::vector<const vector::Vector*>& selected, const AccountPool& pool, bool intrusive);

}  // namespace xmppconf::suite
