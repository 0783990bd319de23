#pragma once

#include <atomic>

namespace xmppconf::octets {

/// Something that happens once and wakes every `poll` that waits for it: the end of a run by a signal, or
/// the end of a task on another thread. What a thread wrote before `raise` is seen by whoever saw `raised`.
class Interrupt {
  public:
    Interrupt();  ///< throws std::system_error when the process is out of file descriptors
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    /// From any thread and from signal handlers; keeps errno.
    void raise() noexcept;
    bool raised() const noexcept { return raised_.load(std::memory_order_acquire); }
    /// Readable from the first `raise` on, for good. Owned by this object.
    int fd() const noexcept { return fd_; }

  private:
    static_assert(std::atomic<bool>::is_always_lock_free, "signal handlers need it");

    std::atomic<bool> raised_ = false;
    int fd_;
};

}  // namespace xmppconf::octets
