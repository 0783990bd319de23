#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xmppconf::suite {

/// Any octets as a string that JSON can hold: each as the character of ISO 8859-1. ASCII stays readable.
std::string textOfOctets(std::string_view octets);
/// And back; nothing where it holds other characters.
std::optional<std::string> octetsOfText(std::string_view text);

}  // namespace xmppconf::suite
