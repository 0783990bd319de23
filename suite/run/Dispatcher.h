#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

#include "harness/octets/Clock.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Plan.h"

namespace xmppconf::suite {

/// A task with the accounts lent to it.
struct Assignment {
    Task task;
    Roles roles;
};

/// Hands tasks to threads, in their order but for those that must wait for accounts: these are overtaken by
/// what can run now. For as many threads as there are. The pool is used by this object alone while it runs.
class Dispatcher {
  public:
    /// Pool and clock must outlive this.
    Dispatcher(std::vector<Task> tasks, AccountPool& pool, const octets::Clock& clock);

    /// Waits for a task that can run now. Nothing once all were handed out or after `stop`.
    std::optional<Assignment> next();
    /// Every assignment must come back.
    void done(const Assignment& assignment);
    /// A task that was handed out is to be run once more: behind all others, or behind the next fifty.
    void again(Task task);
    void againSoon(Task task);
    /// No more tasks are handed out.
    void stop();
    /// What was not handed out, or is to be run once more.
    std::vector<Task> left() const;

  private:
    AccountPool& pool_;
    const octets::Clock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Task> tasks_;  ///< not handed out yet
    bool stopped_ = false;
};

}  // namespace xmppconf::suite
