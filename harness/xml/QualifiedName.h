#pragma once

#include <string_view>

namespace xmppconf::xml {

/// What separates the parts of expat's names. No XML document can hold it, not even as a reference.
inline constexpr char kNameSeparator = '\x01';

/// The parts of a name as expat writes it: "local", "uri SEP local" or "uri SEP local SEP prefix".
struct QualifiedName {
    std::string_view ns;
    std::string_view local;
    std::string_view prefix;
};

inline QualifiedName splitName(std::string_view name) {
    const auto first = name.find(kNameSeparator);
    if (first == std::string_view::npos) return {{}, name, {}};
    const auto second = name.find(kNameSeparator, first + 1);
    if (second == std::string_view::npos) return {name.substr(0, first), name.substr(first + 1), {}};
    return {name.substr(0, first), name.substr(first + 1, second - first - 1), name.substr(second + 1)};
}

}  // namespace xmppconf::xml
