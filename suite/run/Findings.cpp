#include "suite/run/Findings.h"

#include <utility>

#include "suite/corpus/LevelFilter.h"

namespace xmppconf::suite {

Findings::Findings(const vector::Corpus& corpus, vector::Level level, BaselineWatch& watch,
                   reports::Listener& listener)
    : corpus_(corpus), level_(level), watch_(watch), listener_(listener) {}

dialogue::Outcome Findings::settled(dialogue::Outcome outcome) const {
    judgeFromLevel(outcome, corpus_, level_);
    return outcome;
}

void Findings::started(const vector::Vector& vector) {
    const std::lock_guard lock(mutex_);
    if (!started_.insert(vector.id).second) return;
    listener_.vectorStarted(vector);
}

void Findings::finished(const dialogue::Outcome& settledOutcome) {
    const std::lock_guard lock(mutex_);
    count_.add(watch_.gate().remaining(settledOutcome), settledOutcome);
    watch_.add(settledOutcome);
    count_.setWrongEntries(watch_.wrongEntries());
    ++finished_;
    listener_.vectorFinished(settledOutcome);
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
