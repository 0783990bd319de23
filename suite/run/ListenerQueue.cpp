#include "suite/run/ListenerQueue.h"

#include <memory>
#include <utility>

#include "suite/run/TranscriptSize.h"

namespace xmppconf::suite {
namespace {

// A report takes milliseconds for a vector: more than a few large ones are never there together.
constexpr std::size_t kMostOctets = 1024 * 1024;

std::size_t memoryOf(const judge::Check& check) {
    std::size_t octets = sizeof check + check.actual.size();
    for (const std::string& expected : check.expected) octets += expected.size();
    return octets;
}

std::size_t memoryOf(const dialogue::Outcome& outcome) {
    std::size_t octets = sizeof outcome + octetsOf(outcome.transcript);
    for (const judge::Check& check : outcome.checks) octets += memoryOf(check);
    for (const dialogue::Outcome& earlier : outcome.earlier) octets += memoryOf(earlier);
    return octets;
}

}  // namespace

ListenerQueue::ListenerQueue(reports::Listener& listener)
    : listener_(listener), thread_([this] { work(); }) {}

ListenerQueue::~ListenerQueue() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ListenerQueue::started(const vector::Vector& vector) {
    put({[&vector](reports::Listener& listener) { listener.vectorStarted(vector); }});
}

void ListenerQueue::actionStarted(reports::ActionStarted action) {
    const std::size_t octets = sizeof action;
    put({[action = std::move(action)](reports::Listener& listener) { listener.actionStarted(action); },
         octets});
}

void ListenerQueue::checked(reports::Checked check) {
    const std::size_t octets = memoryOf(check.check);
    put({[check = std::move(check)](reports::Listener& listener) { listener.checked(check); }, octets});
}

void ListenerQueue::finished(dialogue::Outcome outcome) {
    const std::size_t octets = memoryOf(outcome);
    // a std::function wants what can be copied
    auto kept = std::make_shared<const dialogue::Outcome>(std::move(outcome));
    put({[kept](reports::Listener& listener) { listener.vectorFinished(*kept); }, octets});
}

void ListenerQueue::put(Item item) {
    {
        const std::lock_guard lock(mutex_);
        octets_ += item.octets;
        items_.push_back(std::move(item));
    }
    changed_.notify_all();
}

void ListenerQueue::awaitRoom() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return octets_ <= kMostOctets; });
}

void ListenerQueue::flush() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return items_.empty() && !telling_; });
    if (failure_) std::rethrow_exception(failure_);
}

void ListenerQueue::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ended_ || !items_.empty(); });
        if (items_.empty()) return;
        telling_ = true;
        Item item = std::move(items_.front());
        items_.pop_front();
        const bool tells = failure_ == nullptr;
        lock.unlock();
        std::exception_ptr failure;
        try {
            if (tells) item.tell(listener_);
        } catch (...) {
            failure = std::current_exception();
        }
        item.tell = nullptr;
        lock.lock();
        if (failure) failure_ = failure;
        octets_ -= item.octets;
        telling_ = false;
        changed_.notify_all();
    }
}

}  // namespace xmppconf::suite
