#pragma once

#include <span>
#include <string>

#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// How one action looks at what came on a connection and was not taken yet: in the order in which it came,
/// first what earlier actions left for later, then what is new, for which it waits.
class InboxView {
  public:
    /// Both must outlive this.
    InboxView(Stage& stage, Connection& connection) : stage_(stage), connection_(connection) {}

    /// The item that is due; null when there was none by the deadline, or when the run was interrupted.
    const stream::Item* next(octets::Instant deadline);
    /// The same, and never waits.
    const stream::Item* nextLeftOver();
    void take();   ///< the item is what the action waited for, and gone
    void leave();  ///< the item is for a later action

    /// Whether the item may be left for later, where nothing of what these patterns ask for is like it.
    bool mayLeave(const stream::Item& incoming, std::span<const vector::Pattern* const> patterns);
    /// Whether the item answers nothing that was ever sent, nor any of the patterns.
    static bool isUnasked(const stream::Item& incoming, std::span<const vector::Pattern* const> patterns);
    /// " (3 unsolicited elements, the last …)", " (TLS has ended: …)", both or nothing.
    std::string note() const;

  private:
    Stage& stage_;
    Connection& connection_;
    std::size_t at_ = 0;  ///< how many of what was left over were left again
};

}  // namespace xmppconf::dialogue
