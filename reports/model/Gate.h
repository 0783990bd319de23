#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "reports/model/Baseline.h"
#include "reports/model/ImpactFilter.h"

namespace xmppconf::reports {

/// Which broken requirements fail a run.
enum class FailOn { Must, Should, Never };
inline constexpr int kFailOns = 3;
std::string_view nameOf(FailOn failOn);  ///< "must", "should", "never"

/// What the gate says of one broken requirement.
enum class Ruling {
    Passes,    ///< not broken, or not badly enough to matter
    Accepted,  ///< the baseline has it
    Expired,   ///< the baseline had it, up to a day that is over
    New        ///< it fails the run
};

/// Decides what fails a run: how bad a broken requirement must be, whom it must hurt, and which are accepted.
/// With FailOn::Never it rules as with FailOn::Must, and only the exit code does not follow.
class Gate {
  public:
    Gate() = default;
    /// The baseline may be missing. `today` is a day in UTC, as 2026-11-25.
    /// `flaky`: a MUST that failed alone and passed another time fails the run.
    Gate(FailOn failOn, std::shared_ptr<const Baseline> baseline, std::string today, bool flaky = true)
        : failOn_(failOn), flaky_(flaky), baseline_(std::move(baseline)), today_(std::move(today)) {}

    FailOn failOn() const { return failOn_; }
    bool flaky() const { return flaky_; }
    const Baseline* baseline() const { return baseline_.get(); }
    const std::string& today() const { return today_; }
    const ImpactFilter& impacts() const { return impacts_; }
    void setImpacts(ImpactFilter impacts) { impacts_ = std::move(impacts); }

    /// Whether such a verdict fails a run that nobody accepts anything of.
    bool matters(judge::Verdict verdict) const;
    /// What the baseline holds of that deviation; nothing when it is not there, or accepted in a milder form
    /// only. What tells of an invariant is covered by any entry of its requirement, too.
    const AcceptedDeviation* entry(std::string_view vector, std::string_view requirement,
                                   judge::Verdict verdict) const;
    Ruling ruling(std::string_view vector, std::string_view requirement, judge::Verdict verdict) const;
    /// The vector's verdict without what is accepted or of another impact; what hurt the server stays.
    judge::Verdict remaining(std::string_view vector, judge::Verdict verdict, bool hurt,
                             const std::vector<judge::Check>& checks) const;
    /// The same; blocked where what has another impact ended it before all that counts was judged.
    judge::Verdict remaining(const dialogue::Outcome& outcome) const;

  private:
    FailOn failOn_ = FailOn::Must;
    bool flaky_ = true;
    std::shared_ptr<const Baseline> baseline_;
    std::string today_;
    ImpactFilter impacts_;
};

}  // namespace xmppconf::reports
