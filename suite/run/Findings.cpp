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
      hearsActions_(listener.hearsActions()),
      queue_(listener),
      invariants_(corpus),
      cause_(corpus) {}

dialogue::Outcome Findings::judgedFromLevel(dialogue::Outcome outcome) const {
    dialogue::judgeFrom(level_, corpus_, outcome);
    return outcome;
}

void Findings::started(const vector::Vector& vector) {
    const std::lock_guard lock(mutex_);
    if (!started_.insert(vector.id).second) return;
    queue_.started(vector);
}

void Findings::finished(dialogue::Outcome outcome) {
    {
        const std::lock_guard lock(mutex_);
        invariants_.add(outcome);
        const bool accepted =
            reports::isBroken(outcome.verdict) && !reports::isBroken(watch_.gate().remaining(outcome));
        cause_.add(outcome);
        ++finished_;
        if (!accepted && cause_.mayExplain(outcome)) {
            waiting_.push_back(std::move(outcome));
        } else {
            tally(outcome);
            tell(std::move(outcome));
        }
    }
    queue_.awaitRoom();
}

void Findings::tally(const dialogue::Outcome& outcome) {
    count_.add(watch_.gate().remaining(outcome), outcome, isAsked(*outcome.vector));
    hidden_ |= outcome.verdict == judge::Verdict::Blocked || outcome.verdict == judge::Verdict::Error;
}

/// It judges something of an impact that counts.
bool Findings::isAsked(const vector::Vector& vector) const {
    return std::any_of(vector.judges.begin(), vector.judges.end(), [&](const vector::Judges& judges) {
        return watch_.gate().impacts().takes(judges.requirement);
    });
}

void Findings::finishRun(bool everything) {
    const std::lock_guard lock(mutex_);
    for (dialogue::Outcome& waiting : waiting_) {
        dialogue::Outcome outcome = cause_.explained(std::move(waiting));
        tally(outcome);
        tell(std::move(outcome));
        queue_.awaitRoom();
    }
    waiting_.clear();
    for (dialogue::Outcome& outcome : invariants_.outcomes(everything && !hidden_)) {
        // That the little which was said broke no rule makes no run that judged something.
        if (reports::isBroken(outcome.verdict)) count_.add(watch_.gate().remaining(outcome), outcome);
        queue_.started(*outcome.vector);
        tell(std::move(outcome));
        queue_.awaitRoom();
    }
    queue_.flush();
}

void Findings::tell(dialogue::Outcome outcome) {
    watch_.add(outcome);
    count_.setWrongEntries(watch_.wrongEntries());
    queue_.finished(std::move(outcome));
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
