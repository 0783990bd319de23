#include "suite/run/ParallelPhase.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "suite/run/Dispatcher.h"
#include "suite/run/FirstAttempt.h"
#include "suite/run/TranscriptSize.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;

constexpr octets::Duration kQuick = std::chrono::seconds(2);
// Of what is held back while all other vectors run: beyond so many octets only some of each conversation.
constexpr std::size_t kMostHeld = 4 * 1024 * 1024;

/// Whether the outcome could be owed to all that goes on beside it (a server may refuse logins that come too
/// close upon each other). What took its whole time to fail is believed: to repeat it costs as long.
bool mayBeOwedToLoad(const dialogue::Outcome& outcome) {
    return (outcome.verdict == Verdict::Fail || outcome.verdict == Verdict::Warn) &&
           outcome.duration < kQuick;
}

class Phase {
  public:
    Phase(std::vector<Task> tasks, const Health& health, AccountPool& pool, const octets::Clock& clock,
          Findings& findings, const std::function<bool()>& interrupted, bool alone)
        : alone_(alone),
          dispatcher_(std::move(tasks), pool, clock),
          health_(health),
          findings_(findings),
          interrupted_(interrupted) {}

    void work(Converse converse) {
        while (auto assignment = dispatcher_.next()) {
            findings_.started(*assignment->task.vector);
            auto outcome = findings_.settled(converse(*assignment->task.vector, assignment->roles));
            dispatcher_.done(*assignment);
            if (interrupted_()) {
                dispatcher_.stop();
                takeInterrupted(std::move(assignment->task), std::move(outcome));
                return;
            }
            take(assignment->task, std::move(outcome), converse);
        }
    }

    ParallelEnd end() {
        for (Task& task : dispatcher_.left()) {
            if (task.blockedBy.empty()) {
                end_.left.push_back(std::move(task));
                continue;
            }
            dialogue::Outcome first;  // a second attempt never came to its end
            first.vector = task.vector;
            first.verdict = Verdict::Blocked;
            first.reason = task.blockedBy;
            end_.held.push_back({std::move(task), std::move(first)});
        }
        return std::move(end_);
    }

  private:
    /// Its end says nothing about the target, but what passed had come to its own end.
    void takeInterrupted(Task task, dialogue::Outcome outcome) {
        if (outcome.verdict == Verdict::Pass) {
            noteBlock(task, outcome);
            findings_.finished(outcome);
        } else if (!task.blockedBy.empty()) {
            dispatcher_.again(std::move(task));
        }
    }

    static void noteBlock(const Task& task, dialogue::Outcome& outcome) {
        if (!task.blockedBy.empty() && outcome.verdict != Verdict::Blocked)
            noteFirstAttempt(outcome, "after a first attempt among others", Verdict::Blocked, task.blockedBy);
    }

    void take(const Task& task, dialogue::Outcome outcome, Converse& converse) {
        const bool doubtful = outcome.verdict == Verdict::Blocked || outcome.verdict == Verdict::Fail;
        if (doubtful && !lost()) look(converse);
        if (isWorthAnother(task, outcome)) {
            dispatcher_.again({task.vector, task.demand, std::move(outcome.reason)});
            return;
        }
        noteBlock(task, outcome);
        if ((doubtful && lost()) || outcome.verdict == Verdict::Blocked ||
            (!alone_ && mayBeOwedToLoad(outcome)))
            hold(task, std::move(outcome));
        else
            findings_.finished(outcome);
    }

    /// Set-up that was refused quickly mostly succeeds at once the second time. Only then would it wait for
    /// the end of all others, and be repeated one by one, however long each takes.
    bool isWorthAnother(const Task& task, const dialogue::Outcome& outcome) {
        return !alone_ && task.blockedBy.empty() && outcome.verdict == Verdict::Blocked &&
               outcome.duration < kQuick && !outcome.reason.empty() && !lost();
    }

    void look(Converse& converse) {
        const std::string reason = health_.noGreeting(converse);
        if (reason.empty() || interrupted_()) return;
        const std::lock_guard lock(mutex_);
        if (end_.lost.empty()) end_.lost = reason;
        dispatcher_.stop();
    }

    bool lost() {
        const std::lock_guard lock(mutex_);
        return !end_.lost.empty();
    }

    void hold(const Task& task, dialogue::Outcome outcome) {
        const std::lock_guard lock(mutex_);
        heldOctets_ += octetsOf(outcome.transcript);
        if (heldOctets_ > kMostHeld) shorten(outcome.transcript);
        end_.held.push_back({task, std::move(outcome), !end_.lost.empty()});
    }

    bool alone_;  ///< a single thread: nothing goes on beside a vector
    Dispatcher dispatcher_;
    const Health& health_;
    Findings& findings_;
    const std::function<bool()>& interrupted_;
    std::mutex mutex_;
    std::size_t heldOctets_ = 0;
    ParallelEnd end_;
};

}  // namespace

ParallelEnd runParallel(std::vector<Task> tasks, int jobs, const ConverseMaker& makeConverse,
                        const Health& health, AccountPool& pool, const octets::Clock& clock,
                        Findings& findings, const std::function<bool()>& interrupted) {
    const std::size_t threads = std::min(static_cast<std::size_t>(jobs), tasks.size());
    Phase phase(std::move(tasks), health, pool, clock, findings, interrupted, threads == 1);
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < threads; ++i)
            workers.emplace_back(
                [&phase, converse = makeConverse()]() mutable { phase.work(std::move(converse)); });
    }
    return phase.end();
}

}  // namespace xmppconf::suite
