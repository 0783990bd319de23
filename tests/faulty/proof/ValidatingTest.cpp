#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "tests/faulty/proof/Matrix.h"
#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

/// A name token (XML 1.0, section 2.3), which the schema wants of an id; of characters beyond ASCII those
/// with two octets.
bool isNameToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return std::isalnum(octet) != 0 || (octet >= 0x80 && octet < 0xE0) ||
               std::string_view("-._:").find(c) != std::string_view::npos;
    });
}

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

/// What the schemas in appendix A of RFC 6120 and the one of rosters allow, as far as vectors break them.
bool isValid(const xml::Element& stanza) {
    constexpr std::array<std::string_view, 4> kIqTypes = {"get", "set", "result", "error"};
    constexpr std::array<std::string_view, 7> kPresenceTypes = {
        "error", "probe", "subscribe", "subscribed", "unavailable", "unsubscribe", "unsubscribed"};
    const auto id = stanza.attribute("id");
    if (id ? !isNameToken(*id) : stanza.name == "iq") return false;
    const auto type = stanza.attribute("type");
    if (stanza.name == "presence") return !type || isOneOf(*type, kPresenceTypes);
    if (stanza.name != "iq") return true;
    if (!isOneOf(type.value_or(""), kIqTypes)) return false;
    std::size_t children = 0;
    for (const xml::Node* node = stanza.firstChild; node; node = node->next) {
        if (!node->element) continue;
        ++children;
        if (node->element->ns == ns::roster && node->element->name != "query") return false;
    }
    return children <= 1 || type == "error";
}

}  // namespace

// RFC 6120 sections 4.9.3.11 and 11.4.
TEST(HonestServer, MayValidate) {
    Conduct conduct;
    conduct.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!isStanza(element) || isValid(element)) return false;
        stream.streamError("invalid-xml");
        return true;
    });
    const auto& vectors = projectCorpus().vectors;
    inParallel(vectors.size(), [&](std::size_t at) {
        for (const Setting* home : Matrix::shared().homes(vectors[at])) {
            const auto outcome = Matrix::shared().trial().hold(vectors[at], *home, conduct);
            EXPECT_FALSE(isBroken(outcome.verdict))
                << vectors[at].id << ", " << home->name() << ": " << outcome.reason;
        }
    });
}

}  // namespace xmppconf::faulty
