#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/stream/Stream.h"

namespace xmppconf::stream {

/// All that one side said and nobody took yet, in the order in which it came: first what was looked at and
/// left for later as unsolicited, then what nobody looked at, at most one. What is taken is gone.
class Inbox {
  public:
    explicit Inbox(Side side) : side_(side) {}

    /// Something came; everything before it has been looked at.
    void add(Item item);
    /// What nobody looked at yet; null: nothing.
    const Item* unread() const { return hasUnread_ ? &items_.back() : nullptr; }
    /// How many were left for later.
    std::size_t unsolicited() const { return items_.size() - (hasUnread_ ? 1 : 0); }
    std::size_t size() const { return items_.size(); }
    const Item& operator[](std::size_t index) const { return items_[index]; }

    /// The item is what somebody waited for. That the connection is over stays to be seen.
    void take(std::size_t index);
    /// Leaves what was unread for later. False: what was ever left is more than we hold.
    [[nodiscard]] bool leave();
    /// What was unread is no part of the stream that begins now.
    void dropUnread();

    /// The other side is about to send something. Where an answer was taken since the last time, and no
    /// refusal, what this side had said by now is no answer to it: a stream error or an end among that is
    /// `early`, unless one was seen before.
    void sending(const Stream& stream);
    /// TLS began: what comes is counted anew, and an end may answer our part of the handshake.
    void beginTls() {
        heardBefore_ = 0;
        answered_ = false;
    }

  private:
    bool isEarly(const Item& item) const;

    Side side_;
    std::vector<Item> items_;
    bool hasUnread_ = false;
    std::size_t leftOctets_ = 0;     ///< of memory, of all that was ever left for later
    bool answered_ = false;          ///< the last that was taken since something was sent, and no refusal
    std::uint64_t heardBefore_ = 0;  ///< octets, before what is to be answered was sent
    bool endedBefore_ = false;       ///< this side had ended the connection by then
};

}  // namespace xmppconf::stream
