#include "reports/model/CommonCause.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

using dialogue::Obstacle;
using dialogue::Outcome;
using judge::Check;
using judge::Verdict;

bool breaksWhatIsAsked(const Check& check) { return !check.seenOnly() && isBroken(check.verdict); }

bool mayHaveACause(const Check& check) { return check.inSetUp || !check.owedBy.empty(); }

}  // namespace

void CommonCause::add(const Outcome& outcome) {
    for (const Outcome& earlier : outcome.earlier) addAttempt(earlier);
    addAttempt(outcome);
    // What passed alone, or another time, tells nothing for sure.
    if (outcome.mark != dialogue::Mark::None) return;
    for (const Check& check : outcome.checks)
        if (breaksWhatIsAsked(check) && !mayHaveACause(check)) told_.insert(check.requirement);
}

void CommonCause::addAttempt(const Outcome& outcome) {
    std::set<std::string> broken;
    for (const Check& check : outcome.checks) {
        if (!isBroken(check.verdict)) continue;
        broken.insert(check.requirement);
        if (!check.seenOnly() && !check.inSetUp) broken_[check.requirement].insert(check.owedBy);
    }
    for (const Check& check : outcome.checks)
        if (check.verdict == Verdict::Pass && !broken.contains(check.requirement))
            met_.insert(check.requirement);
}

bool CommonCause::mayExplain(const Outcome& outcome) {
    const bool broken = outcome.verdict == Verdict::Fail || outcome.verdict == Verdict::Warn;
    return broken && !outcome.hurt && outcome.mark == dialogue::Mark::None &&
           std::none_of(outcome.checks.begin(), outcome.checks.end(),
                        [](const Check& check) { return breaksWhatIsAsked(check) && !mayHaveACause(check); });
}

bool CommonCause::isMet(const Owing& owing) const {
    return std::any_of(owing.begin(), owing.end(), [this](const auto& each) { return met_.contains(each); });
}

// What may itself be explained by something else shows nothing, unless that was met.
bool CommonCause::isShownBroken(const std::string& requirement) const {
    const auto found = broken_.find(requirement);
    return found != broken_.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [this](const Owing& owing) { return owing.empty() || isMet(owing); });
}

const std::string* CommonCause::causeOf(const Check& check) const {
    if (check.inSetUp) return told_.contains(check.requirement) ? &check.requirement : nullptr;
    const Owing& owing = check.owedBy;
    if (isMet(owing)) return nullptr;
    const auto found =
        std::find_if(owing.begin(), owing.end(), [this](const auto& each) { return isShownBroken(each); });
    return found == owing.end() ? nullptr : &*found;
}

Outcome CommonCause::settled(Outcome outcome) const {
    if (!mayExplain(outcome)) return outcome;
    const std::string* cause = nullptr;
    bool inSetUp = false;
    for (const Check& check : outcome.checks) {
        if (!breaksWhatIsAsked(check)) continue;
        const std::string* found = causeOf(check);
        if (!found) return outcome;
        if (cause) continue;
        cause = found;
        inSetUp = check.inSetUp;
    }
    if (!cause) return outcome;
    outcome.verdict = Verdict::Blocked;
    outcome.blockedBy = {Obstacle::Kind::Requirement, *cause};
    outcome.reason =
        fmt::format("not judged, since {} is broken {}: {}", *cause,
                    inSetUp ? "before the vector comes to ask" : "wherever it is asked for", outcome.reason);
    const auto drop = [](Outcome& attempt) {
        std::erase_if(attempt.checks,
                      [](const Check& check) { return breaksWhatIsAsked(check) && mayHaveACause(check); });
    };
    for (Outcome& earlier : outcome.earlier) drop(earlier);
    drop(outcome);
    return outcome;
}

}  // namespace xmppconf::reports
