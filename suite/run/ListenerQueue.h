#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

#include "reports/model/Listener.h"

namespace xmppconf::suite {

/// Tells a listener what happens in a thread of its own, in the order in which it was put in: who carries out
/// vectors waits for no report, unless reports fall far behind. For any number of threads.
class ListenerQueue {
  public:
    /// Must outlive this. From here to `flush` nobody else may tell it anything.
    explicit ListenerQueue(reports::Listener& listener);
    /// Tells what is left.
    ~ListenerQueue();
    ListenerQueue(const ListenerQueue&) = delete;
    ListenerQueue& operator=(const ListenerQueue&) = delete;

    /// Never waits. The vectors must outlive the queue.
    void started(const vector::Vector& vector);
    void actionStarted(reports::ActionStarted action);
    void checked(reports::Checked check);
    void finished(dialogue::Outcome outcome);
    /// Waits while more is queued than may be: outside of any lock that others need.
    void awaitRoom();
    /// Waits until all is told. Throws what the listener threw, which hears nothing more after that.
    void flush();

  private:
    struct Item {
        std::function<void(reports::Listener&)> tell;
        std::size_t octets = 0;
    };
    void put(Item item);
    void work();

    reports::Listener& listener_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> items_;
    std::size_t octets_ = 0;  ///< of what is queued or being told
    bool telling_ = false;
    bool ended_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace xmppconf::suite
