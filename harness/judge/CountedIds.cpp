#include "harness/judge/CountedIds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace xmppconf::judge {

namespace {

using Number = std::uint64_t;

/// A way to write numbers.
struct Notation {
    unsigned base;
    std::size_t digits;  ///< so many fit into a Number; what stands before them is text
};
constexpr Notation kNotations[] = {{10, 18}, {16, 15}, {36, 11}};

constexpr Number kMostMissing = 4;  // steps between two neighbours of a row
constexpr std::size_t kMostNumerals = 8;
constexpr std::size_t kShownIds = 4;
constexpr std::size_t kShownOctets = 80;

unsigned digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + 10;
    return 36;
}

std::optional<Number> numberOf(std::string_view text, const Notation& notation) {
    if (text.empty() || text.size() > notation.digits) return {};
    Number number = 0;
    for (const char c : text) {
        if (digit(c) >= notation.base) return {};
        number = number * notation.base + digit(c);
    }
    return number;
}

/// Where a numeral stands in an ID.
struct Numeral {
    std::size_t begin, end;
};

std::vector<Numeral> numeralsOf(std::string_view id, const Notation& notation) {
    std::vector<Numeral> all;
    for (std::size_t at = 0; at < id.size() && all.size() < kMostNumerals; ++at) {
        const std::size_t begin = at;
        while (at < id.size() && digit(id[at]) < notation.base) ++at;
        if (at > begin) all.push_back({std::max(begin, at - std::min(at, notation.digits)), at});
    }
    return all;
}

using Row = std::map<Number, const std::string*>;

/// The IDs that differ from the last one in this numeral at most, by its value.
Row alikeBut(const std::deque<std::string>& ids, const Numeral& numeral, const Notation& notation) {
    const std::string_view last = ids.back();
    const std::string_view before = last.substr(0, numeral.begin), behind = last.substr(numeral.end);
    Row row;
    for (const std::string& id : ids) {
        const std::string_view text = id;
        if (text.size() < before.size() + behind.size() || !text.starts_with(before) ||
            !text.ends_with(behind))
            continue;
        const auto number =
            numberOf(text.substr(before.size(), text.size() - before.size() - behind.size()), notation);
        if (number) row.emplace(*number, &id);
    }
    return row;
}

/// The difference between neighbours that occurs most.
Number stepOf(const Row& row) {
    std::map<Number, std::size_t> counts;
    for (auto next = std::next(row.begin()); next != row.end(); ++next)
        ++counts[next->first - std::prev(next)->first];
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

/// What of the row goes up to this number and on from it in steps, with few missing; empty: not enough.
Row inStepsAround(const Row& row, Number number, Number step) {
    const auto follows = [step](Number low, Number high) {
        return (high - low) % step == 0 && (high - low) / step <= kMostMissing;
    };
    auto begin = row.find(number), end = std::next(begin);
    while (begin != row.begin() && follows(std::prev(begin)->first, begin->first)) --begin;
    while (end != row.end() && follows(std::prev(end)->first, end->first)) ++end;
    const Row part(begin, end);
    std::size_t single = 0;
    for (auto next = std::next(part.begin()); next != part.end(); ++next)
        if (next->first - std::prev(next)->first == step) ++single;
    const bool isRow = part.size() >= kFewestCounted && single >= part.size() / 2;
    return isRow ? part : Row();
}

std::string sentenceOf(const Row& row, Number step, unsigned base) {
    std::vector<std::string> shown;
    for (const auto& [number, id] : row) {
        if (shown.size() == kShownIds) break;
        shown.push_back(fmt::format("'{:.{}}'", *id, kShownOctets));
    }
    return fmt::format("{} of the last stream IDs are numbers to the base {} in steps of {}: {} and so on",
                       row.size(), base, step, fmt::join(shown, ", "));
}

}  // namespace

std::string countedText(const std::deque<std::string>& ids) {
    if (ids.size() < kFewestCounted) return {};
    for (const Notation& notation : kNotations) {
        for (const Numeral& numeral : numeralsOf(ids.back(), notation)) {
            const Row row = alikeBut(ids, numeral, notation);
            if (row.size() < kFewestCounted) continue;
            const std::string_view written =
                std::string_view(ids.back()).substr(numeral.begin, numeral.end - numeral.begin);
            const Number step = stepOf(row);
            const Row counted = inStepsAround(row, *numberOf(written, notation), step);
            if (!counted.empty()) return sentenceOf(counted, step, notation.base);
        }
    }
    return {};
}

}  // namespace xmppconf::judge
