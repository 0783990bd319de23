#include "suite/run/AlonePhase.h"

#include <fmt/format.h>

#include <utility>

#include "harness/dialogue/Conclusion.h"

namespace xmppconf::suite {

using dialogue::Outcome;
using judge::Verdict;

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

Outcome AlonePhase::hold(Task& task) {
    const auto roles = health_.borrow(task.demand);
    if (!roles) return {};  // interrupted: the outcome is not looked at
    auto outcome = findings_.judgedFromLevel(converse_(*task.vector, *roles, task.attempts.next()));
    pool_.giveBack(task.demand, *roles, clock_.now());
    task.demand.before = *roles;
    return outcome;
}

bool AlonePhase::tryAll(Task& task, bool watch) {
    findings_.started(*task.vector);
    do {
        Outcome outcome = hold(task);
        if (interrupted_()) return false;
        task.attempts.add(std::move(outcome), true);
        const Verdict verdict = task.attempts.last().verdict;
        const bool wrong =
            verdict == Verdict::Fail || (verdict == Verdict::Blocked && !task.attempts.last().givenUp);
        // confirmed: the target was greeted after the attempt before, and served this one
        const bool asks = watch || (wrong && !task.attempts.confirmed()) || task.vector->harmful;
        const std::string noLogin = asks ? health_.noLogin(converse_) : std::string{};
        if (interrupted_()) return false;
        if (noLogin.empty()) continue;
        dialogue::blameForNoLogin(task.attempts.last(), noLogin);
        if (!health_.recovers(converse_, patience_) && !interrupted_())
            lost_ =
                fmt::format("the server accepts no login any more since {}: {}", task.vector->id, noLogin);
        return true;
    } while (task.attempts.then() != Attempts::Next::Done);
    return true;
}

void AlonePhase::finish(Task& task) {
    if (!task.attempts.empty()) findings_.finished(std::move(task.attempts).concluded());
}

void AlonePhase::repeat(std::vector<Held> held, octets::Duration budget, bool watch) {
    const auto deadline = clock_.now() + budget;
    for (Held& one : held) {
        if (!over() && clock_.now() < deadline) tryAll(one.task, watch);
        finish(one.task);
    }
}

void AlonePhase::run(std::vector<Task> tasks, bool watch) {
    for (Task& task : tasks) {
        if (over()) return;
        tryAll(task, watch);
        finish(task);
    }
}

bool AlonePhase::awaitTarget() {
    if (health_.recovers(converse_, patience_)) return true;
    if (!interrupted_()) lost_ = "the server does not come back";
    return false;
}

}  // namespace xmppconf::suite
