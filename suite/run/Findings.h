#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "harness/vector/Corpus.h"
#include "reports/model/Listener.h"
#include "suite/options/ExitCode.h"
#include "suite/run/BaselineWatch.h"

namespace xmppconf::suite {

/// What came out of a run, passed on to the listener one call at a time. For any number of threads.
class Findings {
  public:
    /// All references must outlive this.
    Findings(const vector::Corpus& corpus, vector::Level level, BaselineWatch& watch,
             reports::Listener& listener);

    /// The outcome judged from the run's level on.
    dialogue::Outcome settled(dialogue::Outcome outcome) const;

    void started(const vector::Vector& vector);  ///< the listener hears of the first time only
    void finished(const dialogue::Outcome& settledOutcome);

    VerdictCount count() const;
    std::size_t finishedVectors() const;

  private:
    const vector::Corpus& corpus_;
    const vector::Level level_;
    BaselineWatch& watch_;
    reports::Listener& listener_;

    mutable std::mutex mutex_;
    VerdictCount count_;
    std::size_t finished_ = 0;
    std::set<std::string> started_;
};

}  // namespace xmppconf::suite
