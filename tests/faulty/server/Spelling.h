#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "tests/faulty/server/Markup.h"

namespace xmppconf::faulty {

std::string escapedText(std::string_view text);
/// For single quotes.
std::string escapedAttribute(std::string_view value);

/// How markup becomes octets. Honest by default; faults replace the functions.
struct Spelling {
    std::function<std::string(std::string_view)> text = escapedText;
    std::function<std::string(std::string_view)> attribute = escapedAttribute;
    bool declaresPrefixes = true;  ///< of elements within the one that is written
};

/// What the stream header declared: prefixes and their namespaces; the empty prefix is the default namespace.
using Scope = std::map<std::string, std::string, std::less<>>;

/// The element as it goes over the wire within that scope.
std::string spell(const Markup& element, const Scope& scope, const Spelling& spelling);

}  // namespace xmppconf::faulty
