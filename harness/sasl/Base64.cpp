#include "harness/sasl/Base64.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace xmppconf::sasl {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t outside = 0xff;

constexpr std::array<std::uint8_t, 256> valuesOfAlphabet() {
    std::array<std::uint8_t, 256> values{};
    values.fill(outside);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr auto values = valuesOfAlphabet();

}  // namespace

std::string encodeBase64(std::string_view octets) {
    std::string text;
    text.reserve((octets.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < octets.size(); at += 3) {
        const std::string_view group = octets.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= group.size() ? alphabet[bits >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

std::optional<std::string> decodeBase64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    const std::string_view digits = text.substr(0, text.size() - padding);

    std::string octets;
    octets.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    unsigned pending = 0;  // how many of the low bits are not yet an octet
    for (const char c : digits) {
        const std::uint8_t value = values[static_cast<unsigned char>(c)];
        if (value == outside) return std::nullopt;
        bits = (bits << 6 | value) & 0xffffU;
        pending += 6;
        if (pending >= 8) {
            pending -= 8;
            octets += static_cast<char>(bits >> pending & 0xffU);
        }
    }
    if ((bits & ((1U << pending) - 1)) != 0) return std::nullopt;
    return octets;
}

}  // namespace xmppconf::sasl
