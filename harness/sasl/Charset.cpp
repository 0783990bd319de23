#include "harness/sasl/Charset.h"

#include <unicode/ustring.h>

#include <cstdint>
#include <limits>

namespace xmppconf::sasl {

namespace {

constexpr std::size_t longestForIcu = std::numeric_limits<std::int32_t>::max();

/// The length in UTF-16 units, or nothing when the text is not UTF-8.
std::optional<std::int32_t> lengthInUtf16(std::string_view text) {
    if (text.size() > longestForIcu) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
    // Asked for the length only, ICU says that the buffer is too small, or that the text is no UTF-8.
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return std::nullopt;
    return length;
}

}  // namespace

bool isUtf8(std::string_view text) { return text.empty() || lengthInUtf16(text).has_value(); }

std::optional<std::u16string> utf16FromUtf8(std::string_view text) {
    if (text.empty()) return std::u16string();
    const std::optional<std::int32_t> length = lengthInUtf16(text);
    if (!length) return std::nullopt;
    std::u16string wide(static_cast<std::size_t>(*length), u'\0');
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), *length, nullptr, text.data(), static_cast<std::int32_t>(text.size()),
                  &status);
    if (U_FAILURE(status)) return std::nullopt;
    return wide;
}

std::string utf8FromUtf16(std::u16string_view text) {
    std::string narrow(text.size() * 3, '\0');  // no UTF-16 unit takes more than three octets
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strToUTF8(narrow.data(), static_cast<std::int32_t>(narrow.size()), &length, text.data(),
                static_cast<std::int32_t>(text.size()), &status);
    narrow.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
    return narrow;
}

std::optional<std::string> latin1FromUtf8(std::string_view text) {
    const std::optional<std::u16string> wide = utf16FromUtf8(text);
    if (!wide) return std::nullopt;
    std::string octets;
    octets.reserve(wide->size());
    for (const char16_t unit : *wide) {
        if (unit > 0xff) return std::nullopt;
        octets += static_cast<char>(unit);
    }
    return octets;
}

}  // namespace xmppconf::sasl
