#include "suite/recording/OctetText.h"

#include "harness/sasl/Charset.h"

namespace xmppconf::suite {

std::string textOfOctets(std::string_view octets) {
    constexpr unsigned char kFirstBeyondAscii = 0x80;
    std::string text;
    for (const char each : octets) {
        const auto octet = static_cast<unsigned char>(each);
        if (octet < kFirstBeyondAscii) {
            text += each;
        } else {
            text += static_cast<char>(0xc0U | (octet >> 6U));
            text += static_cast<char>(0x80U | (octet & 0x3fU));
        }
    }
    return text;
}

std::optional<std::string> octetsOfText(std::string_view text) { return sasl::latin1FromUtf8(text); }

}  // namespace xmppconf::suite
