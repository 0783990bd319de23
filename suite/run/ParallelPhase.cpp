#include "suite/run/ParallelPhase.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "suite/run/Dispatcher.h"
#include "suite/run/TranscriptSize.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;

// Of what is held while all other vectors run: beyond so many octets only some of each conversation.
constexpr std::size_t kMostHeld = 4 * 1024 * 1024;

/// What went wrong and may have hurt the target; set-up that never worked says nothing new.
bool isDoubtful(const dialogue::Outcome& outcome) {
    return outcome.verdict == Verdict::Fail || (outcome.verdict == Verdict::Blocked && !outcome.givenUp);
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
            Task& task = assignment->task;
            findings_.started(*task.vector);
            auto outcome =
                findings_.judgedFromLevel(converse(*task.vector, assignment->roles, task.attempts.next()));
            dispatcher_.done(*assignment);
            if (interrupted_()) {
                dispatcher_.stop();
                return takeInterrupted(std::move(task), std::move(outcome));
            }
            task.demand.before = assignment->roles;
            take(std::move(task), std::move(outcome), converse);
        }
    }

    ParallelEnd end() {
        for (Task& task : dispatcher_.left()) {
            if (task.attempts.empty()) {
                end_.left.push_back(std::move(task));
            } else {  // a further attempt never began
                end_.held.push_back({std::move(task)});
            }
        }
        return std::move(end_);
    }

  private:
    /// Its end says nothing about the target, but what passed had come to its own end.
    void takeInterrupted(Task task, dialogue::Outcome outcome) {
        if (outcome.verdict == Verdict::Pass) task.attempts.add(std::move(outcome), alone_);
        if (!task.attempts.empty()) findings_.finished(std::move(task.attempts).concluded());
    }

    void take(Task task, dialogue::Outcome outcome, Converse& converse) {
        const bool doubtful = isDoubtful(outcome);
        task.attempts.add(std::move(outcome), alone_);
        if (doubtful && !lost()) look(converse);
        const auto next = task.attempts.then();
        const bool suspect = doubtful && lost();
        if (next == Attempts::Next::Done && !suspect) {
            heldOctets_ -= task.heldOctets;
            return findings_.finished(std::move(task.attempts).concluded());
        }
        boundMemory(task);
        if (next == Attempts::Next::Beside && !suspect && !lost()) return repeat(std::move(task));
        hold(std::move(task), suspect);
    }

    /// What goes on beside it shall be something else. Set-up may have failed because logins came too close
    /// upon each other, so it is given more time in the end.
    void repeat(Task task) {
        if (task.attempts.last().verdict == Verdict::Blocked && task.attempts.next() > 2)
            dispatcher_.again(std::move(task));
        else
            dispatcher_.againSoon(std::move(task));
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

    void hold(Task task, bool suspect) {
        const std::lock_guard lock(mutex_);
        end_.held.push_back({std::move(task), suspect});
    }

    /// Each attempt counts once, with what is kept of it, until the vector is finished.
    void boundMemory(Task& task) {
        dialogue::Transcript& transcript = task.attempts.last().transcript;
        if (heldOctets_ + octetsOf(transcript) > kMostHeld) shorten(transcript);
        const std::size_t octets = octetsOf(transcript);
        task.heldOctets += octets;
        heldOctets_ += octets;
    }

    bool alone_;  ///< a single thread: nothing goes on beside a vector
    Dispatcher dispatcher_;
    const Health& health_;
    Findings& findings_;
    const std::function<bool()>& interrupted_;
    std::mutex mutex_;
    std::atomic<std::size_t> heldOctets_ = 0;  ///< of all tasks, together
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
