#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "harness/vector/Template.h"

namespace xmppconf::vector {

/// What is wrong with a text, and which piece of it.
struct TextMistake {
    std::string snippet;
    std::string sentence;
};

enum class Takes { Allowed, Refused };

/// Reads `${name|filter}` and `?{name|filter:regex}`. Names that begin with `conn.` get the connection's name
/// in its place, and so do tokens that begin with `token.conn.`; `conn` is empty where no connection is
/// known.
std::variant<Template, TextMistake> parseTemplate(std::string_view text, Takes takes, std::string_view conn);

/// The name with `conn.` or `token.conn.` replaced by the connection's, or what is wrong with it.
std::variant<std::string, TextMistake> resolveName(std::string_view name, std::string_view conn);

/// Why this is no regular expression; empty if it is one.
std::string regexMistake(const std::string& regex);

}  // namespace xmppconf::vector
