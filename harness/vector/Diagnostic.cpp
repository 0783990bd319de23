#include "harness/vector/Diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/Mistakes.h"

namespace xmppconf::vector {

namespace {

constexpr std::size_t kLongest = 200;  ///< of a line that is shown whole
constexpr std::size_t kBefore = 100;   ///< shown in front of the caret of a longer one

/// The characters of the line, as the octets of each.
std::vector<std::string_view> characters(std::string_view line) {
    std::vector<std::string_view> result;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
        result.push_back(line.substr(at, end - at));
        at = end;
    }
    return result;
}

}  // namespace

std::string Diagnostic::toString() const {
    std::string text = fmt::format("{}: {}", vector::toString(place), sentence);
    if (line.empty()) return text;
    const auto all = characters(line);
    const auto caret = static_cast<std::size_t>(std::max(place.column, 1)) - 1;
    std::size_t begin = 0;
    std::size_t end = all.size();
    if (all.size() > kLongest) {
        begin = caret > kBefore ? caret - kBefore : 0;
        end = std::min(all.size(), begin + kLongest);
    }
    std::string shown = begin > 0 ? "…" : "";
    std::string indent = begin > 0 ? " " : "";
    for (std::size_t i = begin; i < end; ++i) {
        shown += all[i];
        // tabs are repeated, so that the caret stands right whatever their width
        if (i < caret) indent += all[i] == "\t" ? '\t' : ' ';
    }
    return fmt::format("{}\n{}{}\n{}^", text, shown, end < all.size() ? "…" : "", indent);
}

}  // namespace xmppconf::vector
