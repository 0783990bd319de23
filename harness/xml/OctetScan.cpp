#include "harness/xml/OctetScan.h"

#include <cstdint>
#include <cstring>

namespace xmppconf::xml {

namespace {

/// What may follow a lead octet: how many octets, and the range of the first of them (RFC 3629 section 4).
struct Sequence {
    std::size_t following = 0;
    unsigned char lowest = 0x80;
    unsigned char highest = 0xBF;
};

Sequence sequenceOf(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return {1};
    if (lead == 0xE0) return {2, 0xA0};
    if (lead == 0xED) return {2, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF) return {2};
    if (lead == 0xF0) return {3, 0x90};
    if (lead >= 0xF1 && lead <= 0xF3) return {3};
    if (lead == 0xF4) return {3, 0x80, 0x8F};
    return {};
}

/// Octets from `at` on that are neither NUL nor above 127, eight at a time.
std::size_t skipAscii(std::string_view octets, std::size_t at) {
    constexpr std::uint64_t kHigh = 0x8080808080808080U;
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    std::uint64_t word = 0;
    for (; at + sizeof(word) <= octets.size(); at += sizeof(word)) {
        std::memcpy(&word, octets.data() + at, sizeof(word));
        if (((word | (word - kOnes)) & kHigh) != 0) break;  // the difference borrows from a zero octet
    }
    while (at < octets.size() && static_cast<unsigned char>(octets[at]) - 1U < 0x7F) ++at;
    return at;
}

}  // namespace

OctetScan scanOctets(std::string_view octets) {
    using Rest = OctetScan::Rest;
    std::size_t at = 0;
    for (;;) {
        // Text in other scripts has hardly any runs of ASCII: look for them only where one begins.
        if (at < octets.size() && static_cast<unsigned char>(octets[at]) < 0x80) at = skipAscii(octets, at);
        if (at == octets.size()) return {at, Rest::None};
        const auto lead = static_cast<unsigned char>(octets[at]);
        if (lead == 0) return {at, Rest::Nul};
        const Sequence sequence = sequenceOf(lead);
        if (sequence.following == 0) return {at, Rest::BadUtf8};
        unsigned char lowest = sequence.lowest;
        unsigned char highest = sequence.highest;
        for (std::size_t i = 1; i <= sequence.following; ++i) {
            if (at + i == octets.size()) return {at, Rest::Incomplete};
            const auto octet = static_cast<unsigned char>(octets[at + i]);
            if (octet < lowest || octet > highest) return {at, Rest::BadUtf8};
            lowest = 0x80;
            highest = 0xBF;
        }
        at += sequence.following + 1;
    }
}

std::string_view withoutCutCharacter(std::string_view octets) {
    constexpr std::size_t kLongest = 4;
    std::size_t lead = octets.size();
    while (lead > 0 && octets.size() - lead < kLongest && (octets[lead - 1] & 0xC0) == 0x80) --lead;
    if (lead == 0) return octets;
    --lead;
    const bool cut = scanOctets(octets.substr(lead)).rest == OctetScan::Rest::Incomplete;
    return cut ? octets.substr(0, lead) : octets;
}

}  // namespace xmppconf::xml
