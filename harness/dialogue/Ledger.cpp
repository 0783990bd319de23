#include "harness/dialogue/Ledger.h"

#include <algorithm>
#include <utility>

namespace xmppconf::dialogue {

namespace {

using judge::Reason;
using judge::Verdict;

Obstacle restsOn(const vector::Action& action) {
    if (action.rests.empty()) return {};
    return {Obstacle::Kind::Requirement, action.rests};
}

}  // namespace

Ledger::Ledger(const vector::Corpus& corpus, const vector::Vector& vector, const Scope& scope, SetUps* setUps,
               bool asksAnew)
    : corpus_(corpus), vector_(vector), scope_(scope), setUps_(setUps), asksAnew_(asksAnew) {}

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
    auto last = setUps_->givenUp(action);
    if (!last) return false;
    block({.kind = Reason::Kind::SetUpGivenUp, .place = action.place, .actual = last->actual},
          restsOn(action));
    end_.givenUp = true;
    othersSecrets_ = std::move(last->secrets);
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
    return block({.kind = Reason::Kind::Spoiled, .requirement = requirements.front(), .actual = actual},
                 {Obstacle::Kind::Requirement, requirements.front()});
}

Flow Ledger::unmet(const vector::Action& action, const std::vector<std::string>& expected,
                   const std::string& actual, const Cause& cause) {
    if (action.req.empty() && setUps_ && !asksAnew_)
        setUps_->failed(action, cause.came, {actual, scope_.secrets()});
    if (spoils(cause.spoiledBy)) return spoiled(cause.spoiledBy, actual);
    if (action.req.empty() && asksFor(action.rests)) {
        for (const vector::Judges& judges : vector_.judges) {
            if (judges.requirement != action.rests) continue;
            judge(judges.as, false, action.place, expected, actual, {.came = cause.came});
            checks_.back().inSetUp = true;
        }
        return Flow::Stop;
    }
    if (action.req.empty()) {
        return block({.kind = Reason::Kind::SetUpFailed,
                      .place = action.place,
                      .expected = expected,
                      .actual = actual,
                      .came = cause.came.kind},
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
    if (met) return;
    if (!asked) checks_.back().owedBy = cause.owedBy;
    checks_.back().came = cause.came.kind;
    checks_.back().toldOfLoad = judge::tellsOfLoad(cause.came);
}

Flow Ledger::skip(std::string sentence, SkippedFor whom) {
    end_ = {
        .how = ConversationEnd::How::Skipped, .why = judge::said(std::move(sentence)), .skippedFor = whom};
    return Flow::Stop;
}

Flow Ledger::block(Reason why, Obstacle by) {
    end_ = {.how = ConversationEnd::How::Blocked, .why = std::move(why), .obstacle = std::move(by)};
    return Flow::Stop;
}

Flow Ledger::block(std::string sentence, Obstacle by) {
    return block(judge::said(std::move(sentence)), std::move(by));
}

Flow Ledger::error(std::string sentence) {
    end_ = {.how = ConversationEnd::How::Error, .why = judge::said(std::move(sentence))};
    return Flow::Stop;
}

void Ledger::conclude(const judge::InvariantJudge& invariants, Outcome& outcome) const {
    outcome.secrets = othersSecrets_;
    outcome.checks = checks_;
    // They are judged over all vectors together: here they only stand as seen.
    for (const auto& [id, check] : invariants.checks()) outcome.checks.push_back(check);
    dialogue::conclude(outcome, end_);
}

}  // namespace xmppconf::dialogue
