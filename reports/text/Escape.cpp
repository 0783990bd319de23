#include "reports/text/Escape.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <optional>

namespace xmppconf::reports {

namespace {

/// One UTF-8 character, or one octet that is none.
struct Unit {
    std::optional<char32_t> character;
    std::size_t length = 1;
};

Unit unitAt(std::string_view octets, std::size_t at) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
    const unsigned char lead = octet(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || octets.size() - at < length) return {};
    char32_t character = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned char next = octet(at + i);
        if ((next & 0xC0U) != 0x80U) return {};
        character = (character << 6U) | (next & 0x3FU);
    }
    static constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < kSmallest[length] || character > 0x10FFFF || surrogate) return {};
    return {character, length};
}

bool isControl(char32_t character) { return character < 0x20 || (character >= 0x7F && character < 0xA0); }

/// What a terminal or a browser would act on instead of showing it.
bool isHidden(char32_t character) {
    if (character < 0x7F) return character < 0x20;
    switch (u_charType(static_cast<UChar32>(character))) {
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
        case U_PRIVATE_USE_CHAR:
        case U_SURROGATE:
        case U_UNASSIGNED:
            return true;
        default:
            return false;
    }
}

std::string nameOfHidden(char32_t character) {
    switch (character) {
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            break;
    }
    const auto number = static_cast<std::uint32_t>(character);
    return character < 0x80 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{{{:x}}}", number);
}

/// Walks over the octets; `plain` and `shown` say how to write a harmless and a made-visible piece.
template <class Plain, class Shown>
Escaped walk(std::string_view octets, Lines lines, std::size_t limit, Plain plain, Shown shown) {
    Escaped result;
    std::string piece;
    while (result.consumed < octets.size()) {
        const Unit unit = unitAt(octets, result.consumed);
        const std::string_view raw = octets.substr(result.consumed, unit.length);
        const bool kept = lines == Lines::Keep && (raw == "\n" || raw == "\t");
        if (!unit.character) {
            piece = shown(fmt::format("\\x{:02x}", static_cast<unsigned char>(raw[0])));
        } else if (kept || !isHidden(*unit.character)) {
            piece = plain(raw);
        } else {
            piece = shown(nameOfHidden(*unit.character));
        }
        if (piece.size() > limit - result.text.size()) break;
        result.text += piece;
        result.consumed += unit.length;
    }
    return result;
}

std::string inElement(std::string_view raw) {
    if (raw == "<") return "&lt;";
    if (raw == ">") return "&gt;";
    return raw == "&" ? "&amp;" : std::string(raw);
}

std::string inAttribute(std::string_view raw) {
    if (raw == "\"") return "&quot;";
    return raw == "'" ? "&#39;" : inElement(raw);
}

}  // namespace

bool isText(std::string_view octets) {
    for (std::size_t at = 0; at < octets.size();) {
        const Unit unit = unitAt(octets, at);
        if (!unit.character) return false;
        const char32_t c = *unit.character;
        if (isControl(c) && c != '\t' && c != '\n' && c != '\r') return false;
        at += unit.length;
    }
    return true;
}

Escaped visible(std::string_view octets, Lines lines, std::size_t limit) {
    return walk(
        octets, lines, limit, [](std::string_view raw) { return std::string(raw); },
        [](std::string name) { return name; });
}

std::string visible(std::string_view octets, Lines lines) { return visible(octets, lines, kUnlimited).text; }

Escaped html(std::string_view octets, std::size_t limit) {
    return walk(octets, Lines::Keep, limit, inElement,
                [](const std::string& name) { return "<i>" + name + "</i>"; });
}

std::string html(std::string_view octets) { return html(octets, kUnlimited).text; }

std::string xmlText(std::string_view octets) {
    return walk(octets, Lines::Keep, kUnlimited, inAttribute, [](std::string name) { return name; }).text;
}

std::string htmlAttribute(std::string_view octets) {
    return walk(octets, Lines::Escape, kUnlimited, inAttribute, [](std::string name) { return name; }).text;
}

}  // namespace xmppconf::reports
