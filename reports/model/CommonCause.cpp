#include "reports/model/CommonCause.h"

#include <algorithm>

#include "harness/dialogue/Conclusion.h"
#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

using dialogue::Outcome;
using judge::Check;
using judge::Verdict;

bool breaksWhatIsAsked(const Check& check) { return !check.seenOnly() && isBroken(check.verdict); }

/// So many tell enough of a MUST that is never met in a step.
constexpr std::size_t kTellers = 3;

bool builds(const Check& check) { return check.inSetUp || !check.owedBy.empty(); }

}  // namespace

CommonCause::CommonCause(const vector::Corpus& corpus) {
    for (const vector::Vector& vector : corpus.vectors) {
        std::set<std::string> asked;  // some judge it twice
        for (const vector::Judges& judges : vector.judges)
            if (asked.insert(judges.requirement).second) ++asking_[{judges.requirement, vector.step}];
    }
}

void CommonCause::add(const Outcome& outcome) {
    for (const Outcome& earlier : outcome.earlier) addAttempt(earlier);
    addAttempt(outcome);
    // What passed alone, or another time, tells nothing for sure, nor does what something else spoiled.
    if (outcome.mark != dialogue::Mark::None || !isBroken(outcome.verdict)) return;
    for (const Check& check : outcome.checks) {
        if (!breaksWhatIsAsked(check) || !check.owedBy.empty()) continue;
        const Asked asked = {check.requirement, outcome.vector->step};
        tellers_[{asked, check.inSetUp}].insert(outcome.vector);
        if (!check.inSetUp) told_.insert(check.requirement);
    }
}

void CommonCause::addAttempt(const Outcome& outcome) {
    std::set<std::string> broken;
    for (const Check& check : outcome.checks) {
        if (!isBroken(check.verdict)) continue;
        broken.insert(check.requirement);
        if (!check.seenOnly() && !check.inSetUp) broken_[check.requirement].insert(check.owedBy);
    }
    for (const Check& check : outcome.checks)
        if (check.verdict == Verdict::Pass && !broken.contains(check.requirement)) {
            met_.insert(check.requirement);
            if (!check.seenOnly()) metIn_.insert({check.requirement, outcome.vector->step});
        }
}

// What is less than a MUST hides no failure.
bool CommonCause::mayBeToldOnce(const Check& check) const {
    return !tellEach_ && check.level == vector::Level::Must;
}

bool CommonCause::mayHaveACause(const vector::Vector& vector, const Check& check) const {
    if (builds(check)) return true;
    if (!mayBeToldOnce(check)) return false;
    const Asked asked = {check.requirement, vector.step};
    const auto asking = asking_.find(asked);
    return asking != asking_.end() && asking->second > kTellers && !metIn_.contains(asked);
}

bool CommonCause::mayExplain(const Outcome& outcome) const {
    const bool broken = outcome.verdict == Verdict::Fail || outcome.verdict == Verdict::Warn;
    return broken && !outcome.hurt && outcome.mark == dialogue::Mark::None &&
           std::none_of(outcome.checks.begin(), outcome.checks.end(), [&](const Check& check) {
               return breaksWhatIsAsked(check) && !mayHaveACause(*outcome.vector, check);
           });
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

bool CommonCause::isToldBefore(const vector::Vector& vector, const Check& check) const {
    if (!mayBeToldOnce(check)) return false;
    const Asked asked = {check.requirement, vector.step};
    const auto tellers = tellers_.find({asked, check.inSetUp});
    if (tellers == tellers_.end() || metIn_.contains(asked)) return false;
    const auto before = std::distance(tellers->second.begin(), tellers->second.lower_bound(&vector));
    return static_cast<std::size_t>(before) >= kTellers;
}

const std::string* CommonCause::causeOf(const vector::Vector& vector, const Check& check) const {
    const std::string& asked = check.requirement;
    if (check.inSetUp && told_.contains(asked)) return &asked;
    const Owing& owing = check.owedBy;
    if (!isMet(owing)) {
        const auto found = std::find_if(owing.begin(), owing.end(),
                                        [this](const auto& each) { return isShownBroken(each); });
        if (found != owing.end()) return &*found;
    }
    return isToldBefore(vector, check) ? &asked : nullptr;
}

Outcome CommonCause::explained(Outcome outcome) const {
    if (!mayExplain(outcome)) return outcome;
    const std::string* cause = nullptr;
    bool inSetUp = false;
    for (const Check& check : outcome.checks) {
        if (!breaksWhatIsAsked(check)) continue;
        const std::string* found = causeOf(*outcome.vector, check);
        if (!found) return outcome;
        if (cause) continue;
        cause = found;
        inSetUp = check.inSetUp;
    }
    if (!cause) return outcome;
    dialogue::explainBy(*cause, inSetUp, outcome);
    const auto drop = [&](Outcome& attempt) {
        std::erase_if(attempt.checks, [&](const Check& check) {
            return breaksWhatIsAsked(check) && mayHaveACause(*outcome.vector, check);
        });
    };
    for (Outcome& earlier : outcome.earlier) drop(earlier);
    drop(outcome);
    return outcome;
}

}  // namespace xmppconf::reports
