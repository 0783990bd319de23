#include "suite/run/Findings.h"

#include <algorithm>
#include <utility>

#include "harness/dialogue/Conclusion.h"
#include "reports/model/Standing.h"

namespace xmppconf::suite {

Findings::Findings(const vector::Corpus& corpus, vector::Level level, BaselineWatch& watch,
                   reports::Listener& listener)
    : corpus_(corpus),
      level_(level),
      watch_(watch),
      listener_(listener),
      invariants_(corpus),
      cause_(corpus) {}

dialogue::Outcome Findings::judgedFromLevel(dialogue::Outcome outcome) const {
    dialogue::judgeFrom(level_, corpus_, outcome);
    return outcome;
}

void Findings::started(const vector::Vector& vector) {
    const std::lock_guard lock(mutex_);
    if (!started_.insert(vector.id).second) return;
    listener_.vectorStarted(vector);
}

void Findings::finished(const dialogue::Outcome& settledOutcome) {
    const std::lock_guard lock(mutex_);
    invariants_.add(settledOutcome);
    const bool accepted = reports::isBroken(settledOutcome.verdict) &&
                          !reports::isBroken(watch_.gate().remaining(settledOutcome));
    cause_.add(settledOutcome);
    ++finished_;
    if (!accepted && cause_.mayExplain(settledOutcome)) {
        waiting_.push_back(settledOutcome);
    } else {
        settle(settledOutcome);
    }
}

void Findings::settle(const dialogue::Outcome& outcome) {
    count_.add(watch_.gate().remaining(outcome), outcome, isAsked(*outcome.vector));
    hidden_ |= outcome.verdict == judge::Verdict::Blocked || outcome.verdict == judge::Verdict::Error;
    tell(outcome);
}

/// It judges something of an impact that counts.
bool Findings::isAsked(const vector::Vector& vector) const {
    return std::any_of(vector.judges.begin(), vector.judges.end(), [&](const vector::Judges& judges) {
        return watch_.gate().impacts().takes(judges.requirement);
    });
}

void Findings::finishRun(bool everything) {
    const std::lock_guard lock(mutex_);
    for (dialogue::Outcome& outcome : waiting_) settle(cause_.explained(std::move(outcome)));
    waiting_.clear();
    for (const dialogue::Outcome& outcome : invariants_.outcomes(everything && !hidden_)) {
        // That the little which was said broke no rule makes no run that judged something.
        if (reports::isBroken(outcome.verdict)) count_.add(watch_.gate().remaining(outcome), outcome);
        listener_.vectorStarted(*outcome.vector);
        tell(outcome);
    }
}

void Findings::tell(const dialogue::Outcome& outcome) {
    watch_.add(outcome);
    count_.setWrongEntries(watch_.wrongEntries());
    listener_.vectorFinished(outcome);
}

VerdictCount Findings::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

std::size_t Findings::finishedVectors() const {
    const std::lock_guard lock(mutex_);
    return finished_;
}

}  // namespace xmppconf::suite
