#pragma once

#include <cstddef>
#include <deque>
#include <string>

namespace xmppconf::judge {

/// Fewer numbers than these make no row.
inline constexpr std::size_t kFewestCounted = 16;

/// Whether the last ID of the list is one of a row of numbers, written to the base 10, 16 or 36, which differ
/// by a fixed step, while all else in the IDs is the same: then says so in a sentence, else empty. They need
/// not come in order, and some may be missing. Random numbers make no such row: with three decimal digits
/// their chance is below one in a million lists, and with more digits there is none.
std::string countedText(const std::deque<std::string>& ids);

}  // namespace xmppconf::judge
