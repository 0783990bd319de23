#include "suite/run/ParallelPhase.h"

#include <algorithm>
#include <atomic>
#include <memory>
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
// A server that fails in one of twenty conversations hardly does so three times.
constexpr int kMostRepetitions = 2;
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
            if (task.before) {  // a second attempt never came to its end
                auto first = *task.before;
                end_.held.push_back({std::move(task), std::move(first)});
            } else {
                end_.left.push_back(std::move(task));
            }
        }
        return std::move(end_);
    }

  private:
    /// Its end says nothing about the target, but what passed had come to its own end.
    void takeInterrupted(Task task, dialogue::Outcome outcome) {
        if (outcome.verdict == Verdict::Pass) {
            findings_.finished(besideBefore(task, std::move(outcome)));
        } else if (task.before) {
            dispatcher_.again(std::move(task));
        }
    }

    /// What a vector came to that may have been tried before. Set-up that fails now takes nothing back.
    static dialogue::Outcome besideBefore(const Task& task, dialogue::Outcome outcome) {
        if (!task.before || task.before->verdict == outcome.verdict) return outcome;
        if (outcome.verdict == Verdict::Blocked) return *task.before;
        noteFirstAttempt(outcome, "after a first attempt among others", *task.before);
        return outcome;
    }

    void take(const Task& task, dialogue::Outcome outcome, Converse& converse) {
        const bool doubtful = outcome.verdict == Verdict::Blocked || outcome.verdict == Verdict::Fail;
        if (doubtful && !lost()) look(converse);
        if (isWorthAnother(task, outcome)) return repeat(task, std::move(outcome));
        outcome = besideBefore(task, std::move(outcome));
        if ((doubtful && lost()) || outcome.verdict == Verdict::Blocked ||
            (!alone_ && mayBeOwedToLoad(outcome)))
            hold(task, std::move(outcome));
        else
            findings_.finished(outcome);
    }

    /// What went wrong quickly mostly goes well another time, or goes wrong in its own way and takes its time
    /// for that: better beside others than alone, one by one.
    bool isWorthAnother(const Task& task, const dialogue::Outcome& outcome) {
        const bool quicklyBlocked = outcome.verdict == Verdict::Blocked && outcome.duration < kQuick;
        return !alone_ && !lost() && task.attempts < kMostRepetitions &&
               (quicklyBlocked || mayBeOwedToLoad(outcome));
    }

    /// What goes on beside it shall be something else. Set-up may have failed because logins came too close
    /// upon each other, so it is given more time in the end.
    void repeat(const Task& task, dialogue::Outcome outcome) {
        const bool blocked = outcome.verdict == Verdict::Blocked;
        auto first = besideBefore(task, std::move(outcome));
        boundMemory(first);
        Task next{task.vector, task.demand, std::make_shared<const dialogue::Outcome>(std::move(first)),
                  task.attempts + 1};
        if (blocked && task.attempts > 0)
            dispatcher_.again(std::move(next));
        else
            dispatcher_.againSoon(std::move(next));
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
        boundMemory(outcome);
        const std::lock_guard lock(mutex_);
        end_.held.push_back({task, std::move(outcome), !end_.lost.empty()});
    }

    void boundMemory(dialogue::Outcome& outcome) {
        const std::size_t octets = octetsOf(outcome.transcript);
        if (heldOctets_ += octets; heldOctets_ > kMostHeld) shorten(outcome.transcript);
    }

    bool alone_;  ///< a single thread: nothing goes on beside a vector
    Dispatcher dispatcher_;
    const Health& health_;
    Findings& findings_;
    const std::function<bool()>& interrupted_;
    std::mutex mutex_;
    std::atomic<std::size_t> heldOctets_ = 0;  ///< all that was ever held
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
