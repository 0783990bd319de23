#include "suite/run/AlonePhase.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "suite/run/FirstAttempt.h"

namespace xmppconf::suite {
namespace {

using dialogue::Outcome;
using judge::Verdict;

constexpr std::string_view kAlone = "alone, after a first attempt among others";
constexpr std::string_view kAloneTwice = "alone, after a first attempt alone";

void blame(Outcome& outcome, const std::string& reason) {
    const std::string before = outcome.verdict == Verdict::Pass || outcome.reason.empty()
                                   ? std::string{}
                                   : fmt::format(" (the vector itself: {})", outcome.reason);
    outcome.verdict = Verdict::Fail;
    outcome.hurt = true;
    outcome.reason =
        fmt::format("the server no longer accepts a login after this vector: {}{}", reason, before);
}

}  // namespace

AlonePhase::AlonePhase(Converse& converse, Health& health, AccountPool& pool, const octets::Clock& clock,
                       Findings& findings, const std::function<bool()>& interrupted,
                       octets::Duration patience)
    : converse_(converse),
      health_(health),
      pool_(pool),
      clock_(clock),
      findings_(findings),
      interrupted_(interrupted),
      patience_(patience) {}

Outcome AlonePhase::hold(const Task& task) {
    const auto roles = health_.borrow(task.demand);
    if (!roles) return {};  // interrupted: the outcome is not looked at
    auto outcome = findings_.settled(converse_(*task.vector, *roles));
    pool_.giveBack(*roles, clock_.now());
    return outcome;
}

bool AlonePhase::runOne(const Task& task, const Outcome* first, bool watch) {
    findings_.started(*task.vector);
    Outcome outcome = hold(task);
    if (interrupted_()) return false;
    // the same again: the target was greeted after the first attempt, and took a login for the second
    const bool confirmed = first && first->verdict == outcome.verdict && outcome.verdict != Verdict::Blocked;
    const bool doubtful =
        !confirmed && (outcome.verdict == Verdict::Blocked || outcome.verdict == Verdict::Fail);
    const bool asks = watch || doubtful || task.vector->harmful;
    std::string noLogin = asks ? health_.noLogin(converse_) : std::string{};
    const bool blockedTwice = first && first->verdict == Verdict::Blocked;
    if (outcome.verdict == Verdict::Blocked && !blockedTwice && noLogin.empty() && !interrupted_()) {
        const Outcome blocked = std::exchange(outcome, hold(task));
        if (interrupted_()) return false;
        if (!first) noteFirstAttempt(outcome, kAloneTwice, blocked);
        noLogin = health_.noLogin(converse_);
    }
    if (first && outcome.verdict == Verdict::Blocked && first->verdict != Verdict::Blocked) {
        outcome = *first;  // set-up that fails now takes nothing back
    } else if (first && first->verdict != outcome.verdict) {
        noteFirstAttempt(outcome, kAlone, *first);
    }
    if (interrupted_()) return false;
    if (!noLogin.empty()) blame(outcome, noLogin);
    findings_.finished(outcome);
    if (!noLogin.empty() && !health_.recovers(converse_, patience_) && !interrupted_())
        lost_ = fmt::format("the server accepts no login any more since {}: {}", task.vector->id, noLogin);
    return true;
}

void AlonePhase::repeat(const std::vector<Held>& held, octets::Duration budget, bool watch) {
    const auto deadline = clock_.now() + budget;
    for (const Held& one : held) {
        if (over() || clock_.now() >= deadline)
            findings_.finished(one.first);
        else if (!runOne(one.task, &one.first, watch))
            findings_.finished(one.first);
    }
}

void AlonePhase::run(const std::vector<Task>& tasks, bool watch) {
    for (const Task& task : tasks) {
        if (over()) return;
        runOne(task, nullptr, watch);
    }
}

bool AlonePhase::awaitTarget() {
    if (health_.recovers(converse_, patience_)) return true;
    if (!interrupted_()) lost_ = "the server does not come back";
    return false;
}

}  // namespace xmppconf::suite
