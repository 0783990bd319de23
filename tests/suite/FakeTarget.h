#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "reports/model/Listener.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite::test {

/// An outcome whose own check agrees with the verdict, as the interpreter makes them.
dialogue::Outcome outcomeOf(const vector::Vector& vector, judge::Verdict verdict, std::string reason = {});

/// Instead of a server: a script of verdicts for each vector, the last of which stays. All others pass. For
/// any number of threads.
class FakeTarget {
  public:
    using Script = std::vector<judge::Verdict>;

    void script(const std::string& id, Script verdicts) { scripts_[id] = std::move(verdicts); }
    void takes(const std::string& id, octets::Duration duration) { durations_[id] = duration; }
    /// Where such a vector does not pass, the server says that the fault is its own.
    void falters(const std::string& id) { faltering_.insert(id); }
    /// Called before a vector's conversation, outside of any lock.
    std::function<void(const vector::Vector&)> before;
    /// While it is set, every conversation ends blocked.
    std::atomic<bool> dead = false;

    ConverseMaker conversations();
    /// The vectors in the order in which their conversations began.
    std::vector<std::string> held() const;
    std::size_t timesHeld(const std::string& id) const;
    /// The most conversations that went on at a time.
    int mostAtATime() const { return most_; }
    /// An account was lent twice at a time, or a role had none.
    bool leasesBroken() const { return broken_; }

  private:
    dialogue::Outcome hold(const vector::Vector& vector, const Roles& roles);

    mutable std::mutex mutex_;
    std::map<std::string, Script> scripts_;
    std::map<std::string, octets::Duration> durations_;
    std::set<std::string> faltering_;
    std::map<std::string, std::size_t> next_;
    std::map<std::string, int> inUse_;
    std::vector<std::string> held_;
    int now_ = 0;
    std::atomic<int> most_ = 0;
    std::atomic<bool> broken_ = false;
};

/// Remembers what a listener hears.
class Hearing final : public reports::Listener {
  public:
    void vectorStarted(const vector::Vector& vector) override { started.push_back(vector.id); }
    void vectorFinished(const dialogue::Outcome& outcome) override {
        finished.push_back(outcome.vector->id);
        verdicts[outcome.vector->id] = outcome.verdict;
        reasons[outcome.vector->id] = outcome.reason();
        attempts[outcome.vector->id] = outcome.earlier.size() + 1;
        marks[outcome.vector->id] = std::string(nameOf(outcome.mark));
    }

    std::vector<std::string> started;
    std::vector<std::string> finished;
    std::map<std::string, judge::Verdict> verdicts;
    std::map<std::string, std::string> reasons;
    std::map<std::string, std::size_t> attempts;
    std::map<std::string, std::string> marks;
};

}  // namespace xmppconf::suite::test
