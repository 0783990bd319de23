#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::vector {

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate that the word was probably meant to be; empty if none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// "; did you mean 'max'?" for the nearest candidate, or nothing if none is near.
std::string didYouMean(std::string_view word, const std::vector<std::string_view>& candidates);

/// The same for the keys of a map or the members of a set of strings.
template <class Map>
std::vector<std::string_view> keysOf(const Map& map) {
    std::vector<std::string_view> keys;
    for (const auto& entry : map) {
        if constexpr (requires { entry.first; }) {
            keys.emplace_back(entry.first);
        } else {
            keys.emplace_back(entry);
        }
    }
    return keys;
}

}  // namespace xmppconf::vector
