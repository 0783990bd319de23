#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xmppconf::sasl {

std::string encodeBase64(std::string_view octets);

/// RFC 4648 section 4 with the strictness of RFC 6120 13.9.1: nothing outside the alphabet (no white
/// space either), padding present, only at the end, and no set bits under it. Nothing when it is not that.
std::optional<std::string> decodeBase64(std::string_view text);

}  // namespace xmppconf::sasl
