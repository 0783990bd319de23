#include "suite/run/Dispatcher.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace xmppconf::suite {

namespace {

constexpr std::size_t kSoon = 50;

}  // namespace

Dispatcher::Dispatcher(std::vector<Task> tasks, AccountPool& pool, const octets::Clock& clock)
    : pool_(pool), clock_(clock), tasks_(std::move(tasks)) {}

std::optional<Assignment> Dispatcher::next() {
    std::unique_lock lock(mutex_);
    while (!stopped_ && !tasks_.empty()) {
        std::optional<octets::Instant> ready;
        const auto now = clock_.now();
        for (auto task = tasks_.begin(); task != tasks_.end(); ++task) {
            auto borrowed = pool_.borrow(task->demand, now);
            if (auto* roles = std::get_if<Roles>(&borrowed)) {
                Assignment assignment{std::move(*task), std::move(*roles)};
                tasks_.erase(task);
                if (tasks_.empty()) changed_.notify_all();
                return assignment;
            }
            ready = std::get<AccountPool::Later>(borrowed).ready;
        }
        if (ready)
            changed_.wait_until(lock, *ready);
        else
            changed_.wait(lock);
    }
    return {};
}

void Dispatcher::done(const Assignment& assignment) {
    const std::lock_guard lock(mutex_);
    pool_.giveBack(assignment.task.demand, assignment.roles, clock_.now());
    changed_.notify_all();
}

void Dispatcher::again(Task task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    changed_.notify_all();
}

void Dispatcher::againSoon(Task task) {
    const std::lock_guard lock(mutex_);
    const auto place = static_cast<std::ptrdiff_t>(std::min(tasks_.size(), kSoon));
    tasks_.insert(tasks_.begin() + place, std::move(task));
    changed_.notify_all();
}

void Dispatcher::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
}

std::vector<Task> Dispatcher::left() const {
    const std::lock_guard lock(mutex_);
    return tasks_;
}

}  // namespace xmppconf::suite
