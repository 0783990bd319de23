#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/xml/TokenWatch.h"

namespace xmppconf::xml {

/// Decides when expat gets more of a long token that it could not finish. Reading it again must not cost
/// more than the peer paid for, but nothing that is complete may wait.
class Patience {
  public:
    /// The peer sent so many octets at once.
    void fed(std::size_t octets);
    /// expat was given everything up to `handed` and stopped at `token`, where `octets` (all known) begin.
    void settle(std::uint64_t token, std::uint64_t handed, std::string_view octets);

    /// Only while it is so, the following make sense.
    bool waiting() const { return waiting_; }
    std::uint64_t token() const { return token_; }
    /// How many octets expat may get now, `octets` being all known of the token, of which it has got
    /// `handed`. `last`: there will never be more of them.
    std::size_t allow(std::string_view octets, std::size_t handed, bool last);

    /// Octets for expat at once, so that its buffers stay small however much is fed.
    static constexpr std::size_t kSlice = 64 * 1024;

  private:
    TokenWatch watch_;
    bool waiting_ = false;
    std::uint64_t token_ = 0;
    std::size_t seen_ = 0;    ///< by the watch
    std::size_t credit_ = 0;  ///< octets that may be read again
};

}  // namespace xmppconf::xml
