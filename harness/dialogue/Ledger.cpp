#include "harness/dialogue/Ledger.h"

#include <fmt/format.h>

#include <algorithm>

namespace xmppconf::dialogue {

namespace {

using judge::Check;
using judge::Verdict;

std::string at(const vector::Place& place) {
    return place.file ? fmt::format("{}:{}", *place.file, place.line) : std::string("the vector");
}

Obstacle restsOn(const vector::Action& action) {
    if (action.rests.empty()) return {};
    return {Obstacle::Kind::Requirement, action.rests};
}

}  // namespace

Ledger::Ledger(const vector::Corpus& corpus, const vector::Vector& vector, SetUps* setUps, bool asksAnew)
    : corpus_(corpus), vector_(vector), setUps_(setUps), asksAnew_(asksAnew) {}

Flow Ledger::met(const vector::Action& action, const std::vector<std::string>& expected,
                 const std::string& actual) {
    cameAbout(action);
    for (const auto& as : action.req) judge(as, true, action.place, expected, actual);
    return Flow::Continue;
}

void Ledger::cameAbout(const vector::Action& action) {
    if (action.req.empty() && setUps_) setUps_->succeeded(action);
}

bool Ledger::givenUp(const vector::Action& action) {
    if (!setUps_ || asksAnew_ || !action.req.empty() || asksFor(action.rests)) return false;
    const auto last = setUps_->givenUp(action);
    if (!last) return false;
    givenUp_ = true;
    block(fmt::format("set-up at {} failed in the same way in three vectors and is not tried again: {}",
                      at(action.place), *last),
          restsOn(action));
    return true;
}

bool Ledger::asksFor(const std::string& requirement) const {
    return std::any_of(vector_.judges.begin(), vector_.judges.end(),
                       [&](const vector::Judges& judges) { return judges.requirement == requirement; });
}

bool Ledger::spoils(const std::vector<std::string>& requirements) const {
    return !requirements.empty() &&
           std::none_of(requirements.begin(), requirements.end(),
                        [this](const std::string& requirement) { return asksFor(requirement); });
}

Flow Ledger::spoiled(const std::vector<std::string>& requirements, const std::string& actual) {
    return block(fmt::format("not judged further, since it breaks {}: {}", requirements.front(), actual),
                 {Obstacle::Kind::Requirement, requirements.front()});
}

Flow Ledger::unmet(const vector::Action& action, const std::vector<std::string>& expected,
                   const std::string& actual, const Cause& cause) {
    if (action.req.empty() && setUps_ && !asksAnew_) setUps_->failed(action, actual);
    if (spoils(cause.spoiledBy)) return spoiled(cause.spoiledBy, actual);
    if (action.req.empty() && asksFor(action.rests)) {
        for (const vector::Judges& judges : vector_.judges) {
            if (judges.requirement != action.rests) continue;
            judge(judges.as, false, action.place, expected, actual);
            checks_.back().inSetUp = true;
        }
        return Flow::Stop;
    }
    if (action.req.empty()) {
        return block(fmt::format("set-up failed at {}: expected {}; {}", at(action.place),
                                 judge::alternatives(expected), actual),
                     restsOn(action));
    }
    for (const auto& as : action.req) judge(as, false, action.place, expected, actual, cause);
    return Flow::Stop;
}

void Ledger::judge(const std::string& as, bool met, const vector::Place& place,
                   const std::vector<std::string>& expected, const std::string& actual, const Cause& cause) {
    const auto judges = std::find_if(vector_.judges.begin(), vector_.judges.end(),
                                     [&](const vector::Judges& candidate) { return candidate.as == as; });
    if (judges == vector_.judges.end()) return;
    const auto requirement = corpus_.requirements.find(judges->requirement);
    if (requirement == corpus_.requirements.end()) return;
    const vector::Level level = requirement->second.level;
    checks_.push_back({judges->requirement, level, met ? Verdict::Pass : judge::broken(level), place,
                       expected, actual, "", uses_});
    const bool asked = std::any_of(cause.owedBy.begin(), cause.owedBy.end(),
                                   [this](const std::string& owed) { return asksFor(owed); });
    if (!met && !asked) checks_.back().owedBy = cause.owedBy;
}

Flow Ledger::skip(std::string reason, SkippedFor whom) {
    skippedFor_ = whom;
    return end(End::Skipped, std::move(reason));
}

Flow Ledger::block(std::string reason, Obstacle by) {
    obstacle_ = std::move(by);
    return end(End::Blocked, std::move(reason));
}

Flow Ledger::error(std::string reason) { return end(End::Error, std::move(reason)); }

Flow Ledger::end(End how, std::string reason) {
    end_ = how;
    reason_ = std::move(reason);
    return Flow::Stop;
}

void Ledger::conclude(const judge::InvariantJudge& invariants, Outcome& outcome) const {
    const Check* worst = nullptr;
    Verdict verdict = Verdict::Pass;
    for (const auto& check : checks_) {
        const Verdict together = judge::worse(check.verdict, verdict);
        if (together != verdict) worst = &check;
        verdict = together;
    }
    outcome.verdict = verdict;
    if (worst) outcome.reason = judge::sentence(*worst);
    // They are judged over all vectors together: here they only stand as seen.
    outcome.checks = checks_;
    for (const auto& [id, check] : invariants.checks()) outcome.checks.push_back(check);

    const bool decided = verdict == Verdict::Fail || verdict == Verdict::Warn;
    if (end_ == End::Error) {
        outcome.verdict = Verdict::Error;
        outcome.reason = reason_;
    } else if (!decided && end_ == End::Skipped) {
        outcome.verdict = Verdict::Skip;
        outcome.skippedFor = skippedFor_;
        outcome.reason = reason_;
    } else if (!decided && end_ == End::Blocked) {
        outcome.verdict = Verdict::Blocked;
        outcome.blockedBy = obstacle_;
        outcome.givenUp = givenUp_;
        outcome.reason = reason_;
    } else if (decided && end_ == End::Blocked) {
        outcome.reason += ". Then it could not go on: " + reason_;
    } else if (!decided && checks_.empty()) {
        outcome.verdict = Verdict::Blocked;
        outcome.reason = "the branch that the conversation took contains no check";
    }
}

}  // namespace xmppconf::dialogue
