#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xmppconf::sasl {

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. At most 2 GiB; longer is not UTF-8 to
/// us.
bool isUtf8(std::string_view text);

std::optional<std::u16string> utf16FromUtf8(std::string_view text);
std::string utf8FromUtf16(std::u16string_view text);

/// Nothing when the text is not UTF-8 or holds a character outside ISO 8859-1.
std::optional<std::string> latin1FromUtf8(std::string_view text);

}  // namespace xmppconf::sasl
