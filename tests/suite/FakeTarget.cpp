#include "tests/suite/FakeTarget.h"

#include <algorithm>

namespace xmppconf::suite::test {

using judge::Verdict;

dialogue::Outcome outcomeOf(const vector::Vector& vector, Verdict verdict, std::string reason) {
    dialogue::Outcome outcome;
    outcome.vector = &vector;
    outcome.verdict = verdict;
    outcome.why = judge::said(std::move(reason));
    if (verdict == Verdict::Blocked || verdict == Verdict::Skip || verdict == Verdict::Error) return outcome;
    outcome.whole = true;
    judge::Check check;
    check.requirement = vector.judges.empty() ? "none" : vector.judges.front().requirement;
    check.verdict = verdict;
    outcome.checks.push_back(check);
    return outcome;
}

ConverseMaker FakeTarget::conversations() {
    return [this] {
        return [this](const vector::Vector& vector, const Roles& roles, int) { return hold(vector, roles); };
    };
}

dialogue::Outcome FakeTarget::hold(const vector::Vector& vector, const Roles& roles) {
    {
        const std::lock_guard lock(mutex_);
        held_.push_back(vector.id);
        most_ = std::max(most_.load(), ++now_);
        for (const std::string& role : vector.roles) broken_ = broken_ || !roles.contains(role);
        for (const auto& [role, account] : roles) broken_ = broken_ || ++inUse_[account.jid()] > 1;
    }
    const bool cameDead = dead;
    if (before) before(vector);
    const std::lock_guard lock(mutex_);
    --now_;
    for (const auto& [role, account] : roles) --inUse_[account.jid()];
    if (dead) {
        auto outcome = outcomeOf(vector, Verdict::Blocked, "connection refused");
        // Who came when it was dead already never got to say anything.
        outcome.spoke = !cameDead;
        return outcome;
    }
    const auto script = scripts_.find(vector.id);
    if (script == scripts_.end()) return outcomeOf(vector, Verdict::Pass);
    const std::size_t turn = std::min(next_[vector.id]++, script->second.size() - 1);
    const Verdict verdict = script->second[turn];
    auto outcome =
        outcomeOf(vector, verdict, verdict == Verdict::Pass ? "" : "reason " + std::to_string(turn + 1));
    if (const auto duration = durations_.find(vector.id); duration != durations_.end())
        outcome.duration = duration->second;
    outcome.faltered = verdict != Verdict::Pass && faltering_.contains(vector.id);
    return outcome;
}

std::vector<std::string> FakeTarget::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

std::size_t FakeTarget::timesHeld(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count(held_.begin(), held_.end(), id));
}

}  // namespace xmppconf::suite::test
