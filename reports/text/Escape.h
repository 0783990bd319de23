#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace xmppconf::reports {

/// The one place where foreign octets are made harmless. Every function takes any octets at all.

inline constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

/// Escaped text, and how much of the input it stands for.
struct Escaped {
    std::string text;
    std::size_t consumed = 0;
};

enum class Lines {
    Keep,   ///< LF and TAB stay as they are
    Escape  ///< LF and TAB are shown as \n and \t: the text is one line
};

/// True when the octets are UTF-8 without control characters other than TAB, LF and CR: then JSON carries
/// them as text, otherwise as Base64.
bool isText(std::string_view octets);

/// For terminals and for sentences: control, formatting (bidirectional overrides, zero width), private and
/// unassigned characters become \xNN or \u{…}, octets that are not UTF-8 \xNN. Stops before the text
/// grows beyond `limit` octets.
Escaped visible(std::string_view octets, Lines lines, std::size_t limit);
std::string visible(std::string_view octets, Lines lines = Lines::Escape);

/// For the content of an HTML element: as `visible`, what was made visible marked with <i>, LF and TAB kept.
Escaped html(std::string_view octets, std::size_t limit);
std::string html(std::string_view octets);

/// For the content of an element or an attribute value of XML 1.0: as `visible`, LF and TAB kept.
std::string xmlText(std::string_view octets);

/// For an HTML attribute value in double quotes.
std::string htmlAttribute(std::string_view octets);

}  // namespace xmppconf::reports
