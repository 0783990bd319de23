#include "suite/options/ExitCode.h"

namespace xmppconf::suite {

using judge::Verdict;

std::size_t VerdictCount::judged() const {
    return of(Verdict::Pass) + of(Verdict::Info) + of(Verdict::Warn) + of(Verdict::Fail);
}

ExitCode VerdictCount::exitCode(FailOn failOn, Ending ending) const {
    if (ending == Ending::TargetLost) return ExitCode::Unreachable;
    if (of(Verdict::Error) > 0) return ExitCode::OwnError;
    const bool broken = (failOn != FailOn::Never && (of(Verdict::Fail) > 0 || wrongEntries_ > 0)) ||
                        (failOn == FailOn::Should && of(Verdict::Warn) > 0);
    if (broken) return ExitCode::DoesNotConform;
    if (ending == Ending::Interrupted) return ExitCode::OwnError;
    return judged() == 0 ? ExitCode::NothingJudged : ExitCode::Conforms;
}

}  // namespace xmppconf::suite
