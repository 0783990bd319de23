#include "suite/options/ExitCode.h"

namespace xmppconf::suite {

using judge::Verdict;

void VerdictCount::add(Verdict remaining, const dialogue::Outcome& outcome, bool asked) {
    if (!asked && remaining != Verdict::Fail && remaining != Verdict::Error) return;
    const bool flaky = remaining == Verdict::Fail && outcome.mark == dialogue::Mark::Flaky;
    if (flaky)
        ++flaky_;
    else
        ++counts_[static_cast<std::size_t>(remaining)];
    if (remaining == Verdict::Blocked || outcome.gap) ++gaps_;
}

std::size_t VerdictCount::judged() const {
    return of(Verdict::Pass) + of(Verdict::Info) + of(Verdict::Warn) + of(Verdict::Fail) + flaky_;
}

bool VerdictCount::isBroken(const FailOnList& failOn, Ending ending) const {
    const bool musts = failOn.requirements != FailOn::Never && (of(Verdict::Fail) > 0 || wrongEntries_ > 0);
    const bool shoulds = failOn.requirements == FailOn::Should && of(Verdict::Warn) > 0;
    return musts || shoulds || (failOn.flaky && flaky_ > 0) ||
           (failOn.outage && ending == Ending::TargetLost);
}

ExitCode VerdictCount::exitCode(const FailOnList& failOn, Ending ending) const {
    if (ending == Ending::NothingThere) return ExitCode::NothingThere;
    if (of(Verdict::Error) > 0) return ExitCode::OwnError;
    if (isBroken(failOn, ending)) return ExitCode::Broken;
    if (noAccountRight_) return ExitCode::NothingThere;
    if (ending != Ending::Complete || judged() == 0) return ExitCode::TooLittle;
    return failOn.gap && gaps_ > 0 ? ExitCode::TooLittle : ExitCode::Conforms;
}

}  // namespace xmppconf::suite
