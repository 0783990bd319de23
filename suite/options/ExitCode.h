#pragma once

#include <array>
#include <cstddef>

#include "harness/judge/Verdict.h"
#include "suite/options/Options.h"

namespace xmppconf::suite {

/// What the process says to its caller.
enum class ExitCode {
    Conforms = 0,
    DoesNotConform = 1,
    BadUsage = 2,     ///< options, vectors, baseline
    Unreachable = 3,  ///< the target cannot be reached or takes no login
    OwnError = 4,
    NothingJudged = 5
};

/// How a run came to its end.
enum class Ending { Complete, Interrupted, TargetLost };

/// The verdicts of a run's vectors, without what the baseline accepts, and the exit code they amount to.
class VerdictCount {
  public:
    void add(judge::Verdict verdict) { ++counts_[static_cast<std::size_t>(verdict)]; }
    /// Entries of the baseline that fail the run, too.
    void setWrongEntries(std::size_t count) { wrongEntries_ = count; }
    std::size_t of(judge::Verdict verdict) const { return counts_[static_cast<std::size_t>(verdict)]; }
    std::size_t judged() const;  ///< those that say something about the target

    /// A lost target comes before an error of ours, that before a broken requirement, that before nothing
    /// judged. An interrupted run never conforms: 1 when a broken requirement was seen, else 4. With
    /// FailOn::Never neither broken requirements nor the baseline's entries make it 1.
    ExitCode exitCode(FailOn failOn, Ending ending) const;

  private:
    std::array<std::size_t, judge::kVerdicts> counts_{};
    std::size_t wrongEntries_ = 0;
};

}  // namespace xmppconf::suite
