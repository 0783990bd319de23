#pragma once

#include <functional>
#include <string>
#include <vector>

#include "suite/run/Conversation.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/ParallelPhase.h"

namespace xmppconf::suite {

/// Runs vectors one after the other, so that harm to the target can be pinned on the one that did it: a
/// login follows each that may have done any, and when the target takes none the vector fails for it.
class AlonePhase {
  public:
    /// All must outlive this. `patience`: how long a target that takes no login may need to come back.
    AlonePhase(Converse& converse, Health& health, AccountPool& pool, const octets::Clock& clock,
               Findings& findings, const std::function<bool()>& interrupted, octets::Duration patience);

    /// Tries what was held back alone. After `budget`, and after an interrupt, the attempts so far decide.
    /// `watch`: a login follows every vector, not only the harmful and those that end blocked or failed.
    void repeat(std::vector<Held> held, octets::Duration budget, bool watch);
    void run(std::vector<Task> tasks, bool watch);
    /// Waits for a target that stopped answering. False: it did not come back in time.
    bool awaitTarget();

    /// Why no further vector can be run; empty: the target is there.
    const std::string& lost() const { return lost_; }

  private:
    /// Until its attempts ask for no more; false when it was interrupted before.
    bool tryAll(Task& task, bool watch);
    void finish(Task& task);
    dialogue::Outcome hold(Task& task);
    bool over() const { return !lost_.empty() || interrupted_(); }

    Converse& converse_;
    Health& health_;
    AccountPool& pool_;
    const octets::Clock& clock_;
    Findings& findings_;
    const std::function<bool()>& interrupted_;
    octets::Duration patience_;
    std::string lost_;
};

}  // namespace xmppconf::suite
