#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/octets/Clock.h"

namespace xmppconf::vector {

/// The small forms of the vector language; vectors.xsd has the same as patterns.

bool isSlug(std::string_view text);        ///< a-z 0-9 . - with a letter or digit at both ends
bool isConnection(std::string_view text);  ///< a-z 0-9 -, a letter first
bool isName(std::string_view text);        ///< slugs' parts joined by dots: c.stream-id
bool isVectorId(std::string_view text);    ///< two or more slugs joined by slashes

/// `RFC6120/4.3.3/new-stream-id`.
struct RequirementId {
    std::string spec, section, slug;
};
bool isSpecification(std::string_view text);
bool isErrata(std::string_view text);  ///< numbers with a blank between them, or "none"
std::optional<RequirementId> requirementId(std::string_view text);

/// "500ms", "3s"; from one millisecond to 999 seconds.
std::optional<octets::Duration> duration(std::string_view text);
/// Octets in hexadecimal, white space between them allowed.
std::optional<std::string> octetsOf(std::string_view hex);
/// A number without sign of at most `digits` digits.
std::optional<unsigned> number(std::string_view text, std::size_t digits);

/// Without white space at the ends, and one blank for each run of it inside.
std::string collapsed(std::string_view text);
std::vector<std::string> words(std::string_view text);

/// Whether the list holds the word.
template <class List>
bool has(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace xmppconf::vector
