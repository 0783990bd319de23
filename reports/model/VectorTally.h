#pragma once

#include <array>
#include <cstddef>

#include "harness/judge/Verdict.h"
#include "harness/vector/Vector.h"

namespace xmppconf::reports {

/// How many vectors got which verdict.
class VectorTally {
  public:
    using Counts = std::array<std::size_t, judge::kVerdicts>;

    void add(vector::Step step, judge::Verdict verdict);

    std::size_t of(judge::Verdict verdict) const;
    std::size_t of(vector::Step step, judge::Verdict verdict) const;
    std::size_t total() const;
    std::size_t run() const;  ///< without what tells of invariants
    std::size_t total(vector::Step step) const;
    /// The verdict that decides the step; of a step without finished vectors: Skip.
    judge::Verdict worst(vector::Step step) const;

  private:
    std::array<Counts, vector::kSteps> counts_{};
};

}  // namespace xmppconf::reports
