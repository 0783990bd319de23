#include "reports/model/Gate.h"

#include <algorithm>

#include "harness/vector/Corpus.h"
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

namespace {

bool lasts(const AcceptedDeviation& one, const AcceptedDeviation& other) {
    return !other.until.empty() && (one.until.empty() || one.until > other.until);
}

}  // namespace

bool Gate::matters(Verdict verdict) const {
    return verdict == Verdict::Fail || (failOn_ == FailOn::Should && verdict == Verdict::Warn);
}

const AcceptedDeviation* Gate::entry(std::string_view vector, std::string_view requirement,
                                     Verdict verdict) const {
    if (!baseline_ || !isBroken(verdict)) return nullptr;
    const auto covers = [verdict](const AcceptedDeviation& one) {
        return judge::worse(one.verdict, verdict) == one.verdict;
    };
    const AcceptedDeviation* found = baseline_->find(vector, requirement);
    if (found || !vector.starts_with(xmppconf::vector::kAlways))
        return found && covers(*found) ? found : nullptr;
    // A baseline from the time when invariants counted for vectors names those in which this one was broken.
    for (const AcceptedDeviation* one : baseline_->entries())
        if (one->requirement == requirement && covers(*one) && (!found || lasts(*one, *found))) found = one;
    return found;
}

Ruling Gate::ruling(std::string_view vector, std::string_view requirement, Verdict verdict) const {
    if (const AcceptedDeviation* accepted = entry(vector, requirement, verdict)) {
        const bool over = !accepted->until.empty() && accepted->until < today_;
        if (!over) return Ruling::Accepted;
        return impacts_.takes(requirement) ? Ruling::Expired : Ruling::Passes;
    }
    return matters(verdict) && impacts_.takes(requirement) ? Ruling::New : Ruling::Passes;
}

Verdict Gate::remaining(std::string_view vector, Verdict verdict, bool hurt,
                        const std::vector<judge::Check>& checks) const {
    if (hurt || !isBroken(verdict)) return verdict;
    bool without = false;
    const judge::Decision rest = judge::decisionOf(checks, [&](const judge::Check& check) {
        if (check.seenOnly()) return false;
        const bool accepted = ruling(vector, check.requirement, check.verdict) == Ruling::Accepted;
        const bool another = isBroken(check.verdict) && !impacts_.takes(check.requirement);
        without |= accepted || another;
        return !accepted && !another;
    });
    return without ? rest.verdict : verdict;
}

Verdict Gate::remaining(const dialogue::Outcome& outcome) const {
    const Verdict rest = remaining(outcome.vector->id, outcome.verdict, outcome.hurt, outcome.checks);
    const auto& checks = outcome.checks;
    const bool another = std::any_of(checks.begin(), checks.end(), [&](const judge::Check& check) {
        return !check.seenOnly() && isBroken(check.verdict) && !impacts_.takes(check.requirement) &&
               ruling(outcome.vector->id, check.requirement, check.verdict) != Ruling::Accepted;
    });
    if (rest != Verdict::Pass || !another) return rest;
    const auto& judges = outcome.vector->judges;
    const bool all = std::all_of(judges.begin(), judges.end(), [&](const vector::Judges& one) {
        return !impacts_.takes(one.requirement) ||
               std::any_of(outcome.checks.begin(), outcome.checks.end(), [&](const judge::Check& check) {
                   return !check.seenOnly() && check.requirement == one.requirement;
               });
    });
    return all ? rest : Verdict::Blocked;
}

}  // namespace xmppconf::reports
