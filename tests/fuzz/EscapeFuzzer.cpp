#include <fmt/format.h>

#include "harness/sasl/Charset.h"
#include "reports/text/Escape.h"
#include "tests/fuzz/Input.h"

// Whatever the octets are, what is written of them is text that no terminal and no browser acts on.

using namespace xmppconf;
using reports::Escaped;
using reports::Lines;

namespace {

constexpr std::size_t kLengths[] = {0, 1, 5, 40, reports::kUnlimited};

void isInert(std::string_view text, bool lines) {
    fuzz::require(sasl::isUtf8(text), "it is not UTF-8");
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        fuzz::require(!control || (lines && (c == '\n' || c == '\t')), "a control character is left");
    }
    for (const std::string_view hidden : {"\xc2\x80", "\xc2\x85", "\xc2\x9b", "\xe2\x80\x8b", "\xe2\x80\xa8",
                                          "\xe2\x80\xae", "\xe2\x81\xa6", "\xef\xbb\xbf", "\xee\x80\x80"}) {
        fuzz::require(text.find(hidden) == text.npos, "a character that is not shown is left");
    }
}

void isCutAt(const Escaped& escaped, std::string_view octets, std::size_t limit) {
    fuzz::require(escaped.text.size() <= limit, "it is longer than its limit");
    fuzz::require(escaped.consumed <= octets.size(), "it stands for more than there is");
    fuzz::require(limit != reports::kUnlimited || escaped.consumed == octets.size(),
                  "it was cut without need");
}

/// Only the marks of our own, and entities; between tags quotes are as good as anything else.
void isInertHtml(std::string text, std::string_view forbidden) {
    for (const std::string_view ours : {"<i>", "</i>", "&lt;", "&gt;", "&amp;", "&quot;", "&#39;"}) {
        for (auto at = text.find(ours); at != text.npos; at = text.find(ours, at))
            text.replace(at, ours.size(), 1, ' ');
    }
    if (text.find_first_of(forbidden) != text.npos) fuzz::fail(fmt::format("markup is left: {}", text));
}

}  // namespace

XMPPCONF_FUZZER(Escape) {
    const std::string_view octets = fuzz::Input(data, size).rest();
    for (const std::size_t limit : kLengths) {
        for (const auto lines : {Lines::Keep, Lines::Escape}) {
            const Escaped visible = reports::visible(octets, lines, limit);
            isInert(visible.text, lines == Lines::Keep);
            isCutAt(visible, octets, limit);
            const std::string again = reports::visible(visible.text, lines);
            fuzz::require(again == visible.text, "what is visible is not so for good");
        }
        const Escaped html = reports::html(octets, limit);
        isInert(html.text, true);
        isInertHtml(html.text, "<>&");
        isCutAt(html, octets, limit);
    }
    const std::string attribute = reports::htmlAttribute(octets);
    isInert(attribute, false);
    isInertHtml(attribute, "<>&\"'");
    fuzz::require(attribute.find("<i>") == attribute.npos, "an attribute value holds markup");
    fuzz::require(!reports::isText(octets) || sasl::isUtf8(octets), "text is not UTF-8");
    return 0;
}
