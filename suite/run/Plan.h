#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Vector.h"
#include "suite/run/AccountPool.h"

namespace xmppconf::suite {

/// One vector of a run, with what it needs.
struct Task {
    const vector::Vector* vector = nullptr;
    Demand demand;
    /// What the attempt before, among others, came to, settled; null: there was none.
    std::shared_ptr<const dialogue::Outcome> before = {};
    int attempts = 0;  ///< among others, so far
};

/// A vector that is not run, and why.
struct Omission {
    const vector::Vector* vector = nullptr;
    std::string reason;
};

/// Which of the selected vectors run, and how.
struct Plan {
    std::vector<Task> parallel;
    std::vector<Task> alone;  ///< harmful: one after the other, behind all others
    std::vector<Omission> omitted;
};

/// `intrusive`: vectors that flood or guess may run.
Plan planOf(const std::vector<const vector::Vector*>& selected, const AccountPool& pool, bool intrusive);

}  // namespace xmppconf::suite
