#include "harness/xml/Patience.h"

#include <algorithm>

namespace xmppconf::xml {

namespace {

/// A token up to this length is cheap to read again.
constexpr std::size_t kShortToken = 64;
/// What each feed and each octet of it allows to be read again: all work stays proportional to what the peer
/// did, and errors inside a long token are found before it grew by a quarter.
constexpr std::size_t kCreditOfFeed = 256;
constexpr std::size_t kCreditOfOctet = 4;

}  // namespace

void Patience::fed(std::size_t octets) {
    if (waiting_) credit_ += kCreditOfFeed + kCreditOfOctet * octets;
}

void Patience::settle(std::uint64_t token, std::uint64_t handed, std::string_view octets) {
    const auto given = static_cast<std::size_t>(handed - token);
    const bool same = waiting_ && token_ == token;
    waiting_ = given > kShortToken;
    if (same || !waiting_) return;
    token_ = token;
    seen_ = octets.size();
    credit_ = kCreditOfOctet * (octets.size() - given);
    watch_.begin(octets);
}

std::size_t Patience::allow(std::string_view octets, std::size_t handed, bool last) {
    watch_.follow(octets.substr(seen_));
    seen_ = octets.size();
    if (!watch_.due() && !last && credit_ < handed) return 0;
    credit_ -= std::min(credit_, handed);
    // As much again as is read again: a long token that is fed at once costs a few times its length.
    return std::max(kSlice, handed);
}

}  // namespace xmppconf::xml
