#include "reports/model/Gate.h"

#include "reports/model/Standing.h"

namespace xmppconf::reports {

using judge::Verdict;

std::string_view nameOf(FailOn failOn) {
    switch (failOn) {
        case FailOn::Must:
            return "must";
        case FailOn::Should:
            return "should";
        case FailOn::Never:
            return "never";
    }
    return "must";
}

bool Gate::matters(Verdict verdict) const {
    return verdict == Verdict::Fail || (failOn_ == FailOn::Should && verdict == Verdict::Warn);
}

const AcceptedDeviation* Gate::entry(std::string_view vector, std::string_view requirement,
                                     Verdict verdict) const {
    const AcceptedDeviation* found =
        baseline_ && isBroken(verdict) ? baseline_->find(vector, requirement) : nullptr;
    return found && judge::worse(found->verdict, verdict) == found->verdict ? found : nullptr;
}

Ruling Gate::ruling(std::string_view vector, std::string_view requirement, Verdict verdict) const {
    if (const AcceptedDeviation* accepted = entry(vector, requirement, verdict)) {
        const bool over = !accepted->until.empty() && accepted->until < today_;
        return over ? Ruling::Expired : Ruling::Accepted;
    }
    return matters(verdict) ? Ruling::New : Ruling::Passes;
}

Verdict Gate::remaining(std::string_view vector, Verdict verdict, bool hurt,
                        const std::vector<judge::Check>& checks) const {
    if (hurt || !isBroken(verdict)) return verdict;
    Verdict worst = Verdict::Pass;
    bool accepted = false;
    for (const judge::Check& check : checks) {
        if (ruling(vector, check.requirement, check.verdict) == Ruling::Accepted)
            accepted = true;
        else
            worst = judge::worse(worst, check.verdict);
    }
    return accepted ? worst : verdict;
}

}  // namespace xmppconf::reports
