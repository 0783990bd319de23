#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "harness/vector/Corpus.h"
#include "reports/model/CommonCause.h"
#include "reports/model/InvariantFindings.h"
#include "reports/model/Listener.h"
#include "suite/options/ExitCode.h"
#include "suite/run/BaselineWatch.h"
#include "suite/run/ListenerQueue.h"

namespace xmppconf::suite {

/// What came out of a run: counted, explained where it can be, and told to the listener. For any number of
/// threads.
class Findings {
  public:
    /// All references must outlive this.
    Findings(const vector::Corpus& corpus, vector::Level level, BaselineWatch& watch,
             reports::Listener& listener);

    /// One attempt, judged from the run's level on.
    dialogue::Outcome judgedFromLevel(dialogue::Outcome attempt) const;

    /// Where conversations tell what happens in them; null: nobody wants to hear it.
    ListenerQueue* events() { return hearsActions_ ? &queue_ : nullptr; }

    /// See reports::CommonCause. Before the first vector.
    void tellEach() { cause_.tellEach(); }
    void started(const vector::Vector& vector);  ///< the listener hears of the first time only
    /// With all attempts, judged from the run's level on. Waits where the listener is far behind.
    void finished(dialogue::Outcome outcome);
    /// Once, behind all vectors and before `count` decides: what had to wait for the others, then what became
    /// of each invariant; until the listener has heard all. `everything`: no vector of the corpus was left
    /// out. Throws what the listener threw.
    void finishRun(bool everything);

    VerdictCount count() const;
    std::size_t finishedVectors() const;  ///< without what tells of invariants

  private:
    void tally(const dialogue::Outcome& outcome);
    bool isAsked(const vector::Vector& vector) const;
    void tell(dialogue::Outcome outcome);

    const vector::Corpus& corpus_;
    const vector::Level level_;
    BaselineWatch& watch_;
    const bool hearsActions_;
    ListenerQueue queue_;

    mutable std::mutex mutex_;
    VerdictCount count_;
    reports::InvariantFindings invariants_;
    reports::CommonCause cause_;
    std::vector<dialogue::Outcome> waiting_;  ///< for what the others show
    bool hidden_ = false;                     ///< the traffic of a vector that should have been seen
    std::size_t finished_ = 0;
    std::set<std::string> started_;
};

}  // namespace xmppconf::suite
