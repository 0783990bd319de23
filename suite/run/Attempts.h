#pragma once

#include <vector>

#include "harness/dialogue/Outcome.h"

namespace xmppconf::suite {

/// All attempts at one vector, in order, and what they amount to together.
///
/// What failed beside other conversations only, and passed twice alone, met our own load: a pass, marked
/// `load`. So did a MUST that was broken there only, where alone no more than a SHOULD is: a warning then.
/// What failed alone even once while it passed another time is `flaky` and keeps its worst verdict.
/// What was blocked or skipped says nothing beside an attempt that judged; nor does a pass beside other
/// conversations where the server fell over (`Outcome::faltered`): the vector is blocked where no other came
/// about. No attempt is thrown away.
class Attempts {
  public:
    enum class Next { Done, Beside, Alone };

    /// The outcome, judged from the run's level on; `alone` says what went on beside it. Its number is set
    /// here.
    void add(dialogue::Outcome outcome, bool alone);
    /// The number of the next attempt, from 1.
    int next() const { return static_cast<int>(all_.size()) + 1; }
    bool empty() const { return all_.empty(); }
    dialogue::Outcome& last() { return all_.back(); }
    const dialogue::Outcome& last() const { return all_.back(); }

    /// What to do now; `Done` once the verdict is certain or nothing more can be learnt.
    Next then() const;
    /// The last attempt came to the same verdict as one before it, so that it needs no further explanation.
    bool confirmed() const;

    /// The vector's outcome, with all other attempts in `earlier`. At least one was added.
    dialogue::Outcome concluded() &&;

  private:
    std::size_t decisive(dialogue::Mark& mark) const;
    Next afterInconclusive() const;
    Next afterWorst() const;

    std::vector<dialogue::Outcome> all_;
};

}  // namespace xmppconf::suite
