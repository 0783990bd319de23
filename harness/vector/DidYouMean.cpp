#include "harness/vector/DidYouMean.h"

#include <fmt/format.h>

#include <algorithm>

namespace xmppconf::vector {

std::size_t editDistance(std::string_view a, std::string_view b) {
    // three rows of the matrix of optimal string alignment
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t kLongestWord = 100;
    if (word.size() > kLongestWord) return {};
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        const auto shorter = std::min(word.size(), candidate.size());
        if (std::max(word.size(), candidate.size()) - shorter >= least) continue;
        const auto distance = editDistance(word, candidate);
        if (distance < least) {
            least = distance;
            found = candidate;
        }
    }
    return found;
}

std::string didYouMean(std::string_view word, const std::vector<std::string_view>& candidates) {
    const auto found = nearest(word, candidates);
    return found.empty() ? std::string() : fmt::format("; did you mean '{}'?", found);
}

}  // namespace xmppconf::vector
