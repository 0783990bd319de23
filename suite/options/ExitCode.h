#pragma once

#include <array>
#include <cstddef>

#include "harness/dialogue/Outcome.h"
#include "suite/options/Options.h"

namespace xmppconf::suite {

/// What the process says to its caller; reports/model/ExitMeaning.h has the words.
enum class ExitCode { Conforms = 0, Broken = 1, BadUsage = 2, NothingThere = 3, OwnError = 4, TooLittle = 5 };

/// How a run came to its end.
enum class Ending {
    Complete,
    CutOff,       ///< by a signal or by --max-time
    TargetLost,   ///< the server stopped serving and did not come back
    NothingThere  ///< nothing at the target speaks XMPP
};

/// What came out of a run as far as its exit code is concerned, without what the baseline accepts.
class VerdictCount {
  public:
    /// `remaining`: the outcome's verdict without what the baseline accepts. `asked`: what it did not judge
    /// is missed.
    void add(judge::Verdict remaining, const dialogue::Outcome& outcome, bool asked = true);
    /// Entries of the baseline that fail the run, too.
    void setWrongEntries(std::size_t count) { wrongEntries_ = count; }
    /// The server refused every account that it was asked with.
    void setNoAccountRight(bool none) { noAccountRight_ = none; }
    std::size_t of(judge::Verdict verdict) const { return counts_[static_cast<std::size_t>(verdict)]; }
    std::size_t judged() const;  ///< those that say something about the target
    std::size_t flaky() const { return flaky_; }
    /// What this run could have judged and did not.
    std::size_t gaps() const { return gaps_; }

    /// An error of ours comes first, then a broken requirement, then that nothing was there or no account was
    /// right, then that too little was judged.
    ExitCode exitCode(const FailOnList& failOn, Ending ending) const;

  private:
    bool isBroken(const FailOnList& failOn, Ending ending) const;

    std::array<std::size_t, judge::kVerdicts> counts_{};
    std::size_t flaky_ = 0;
    std::size_t gaps_ = 0;
    std::size_t wrongEntries_ = 0;
    bool noAccountRight_ = false;
};

}  // namespace xmppconf::suite
