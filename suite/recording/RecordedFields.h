#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/octets/Clock.h"
#include "harness/vector/Place.h"
#include "reports/files/JsonNode.h"
#include "suite/recording/OctetText.h"

namespace xmppconf::suite {

// Fields of the lines of a recording file. All throw a reports::JsonMistake.

inline std::string octetsFrom(const reports::JsonNode& node) {
    auto octets = octetsOfText(node.text());
    if (!octets) node.fail("holds a character beyond U+00FF");
    return *std::move(octets);
}

inline std::string octetsAt(const reports::JsonNode& node, std::string_view member) {
    return octetsFrom(node.at(member));
}

inline octets::Duration durationAt(const reports::JsonNode& node, std::string_view member) {
    constexpr std::uint64_t kMost = 1ULL << 50U;
    return octets::Duration(static_cast<octets::Duration::rep>(node.at(member).number(kMost)));
}

/// One of the first `values` of an enumeration, by its name.
template <class Value>
Value named(const reports::JsonNode& node, int values) {
    for (int i = 0; i < values; ++i)
        if (node.text() == nameOf(static_cast<Value>(i))) return static_cast<Value>(i);
    node.fail("is none of the names that may stand there");
}

/// As the user would name it.
inline std::string shown(const vector::Place& place) {
    return fmt::format("{}:{}:{}", place.file ? *place.file : "", place.line, place.column);
}

}  // namespace xmppconf::suite
