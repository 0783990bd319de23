#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/honest/Variety.h"

namespace xmppconf::faulty {

namespace {

/// More in the header than a client knows (RFC 6120 sections 4.7 and 4.8.5).
void headerSaysMore(Conduct& c) {
    c.onWrite.push_back([](Stream&, std::string& octets) {
        constexpr std::string_view kBegin = "<stream:stream ";
        if (const auto at = octets.find(kBegin); at != octets.npos)
            octets.insert(at + kBegin.size(),
                          "xmlns:db='jabber:server:dialback' xmlns:x='urn:example:x' x:build=\"it's 1\" ");
    });
}

/// White space between stanzas keeps connections alive (RFC 6120 section 4.6.1).
void keepsAlive(Conduct& c) {
    c.onWrite.push_back([](Stream& stream, std::string& octets) {
        if (stream.bound() && octets.ends_with('>')) octets = "\n" + octets + " \n";
    });
}

void featuresReversed(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        if (features) std::reverse(features->content.begin(), features->content.end());
    });
}

/// White space between the children of the features.
void featuresIndented(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        if (!features) return;
        std::vector<Markup> indented;
        for (Markup& each : features->content) {
            indented.push_back(Markup::characters("\n  "));
            indented.push_back(std::move(each));
        }
        indented.push_back(Markup::characters("\n"));
        features->content = std::move(indented);
    });
}

/// Prefixes within what the server sends, as far as they are its choice (RFC 6120 section 4.8.5).
auto prefixed = inOwn([](Outgoing& outgoing) {
    for (Markup& child : outgoing.element.content)
        everywhere(child, [](Markup& each) {
            if (each.ns != ns::client && each.ns != ns::streams) each.prefix = "p";
        });
});

/// White space inside tags.
void tagsIndented(Conduct& c) {
    c.onWrite.push_back([](Stream&, std::string& octets) {
        if (isHeader(octets)) Poco::replaceInPlace(octets, "' ", "'\n\t");
        Poco::replaceInPlace(octets, "/>", "\n/>");
        Poco::replaceInPlace(octets, "</stream:stream>", "</stream:stream\n>");
    });
}

/// Texts as XML may write them, too.
auto textsAs(std::string (*spelled)(std::string_view)) {
    return inOwn([=](Outgoing& outgoing) { outgoing.spelling.text = spelled; });
}

std::string asCdata(std::string_view text) {
    if (text.empty() || text.find("]]>") != text.npos) return escapedText(text);
    return "<![CDATA[" + std::string(text) + "]]>";
}

std::string withReferences(std::string_view text) {
    std::string spelled;
    for (const char each : text) {
        const auto octet = static_cast<unsigned char>(each);
        if (octet < 0x80 && octet > 0x20) {
            spelled += "&#" + std::to_string(octet) + ";";
        } else {
            spelled += each;
        }
    }
    return spelled;
}

void longIds(Conduct& c) {
    inHeader([](Header& header) {
        if (header.id) *header.id += "&<>'\"\xe2\x82\xac" + std::string(500, '/');
    })(c);
}

/// Stream IDs as real servers make them.
template <class Id>
auto ids(Id id) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream& stream, Header& header) {
            if (header.id) header.id = id(stream.server().random());
        });
    };
}

std::string asUuid(octets::Random& random) {
    const auto some = [&](std::uint64_t below) { return random.next() % below; };
    return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", some(1ULL << 32), some(1 << 16), some(1 << 12),
                       0x8000 + some(1 << 14), some(1ULL << 48));
}

}  // namespace

std::span<const Variety> spellingVarieties() {
    static const std::vector<Variety> all = {
        {"header-says-more", headerSaysMore},
        {"long-ids", longIds},
        {"ids-of-ten-digits",
         ids([](octets::Random& random) { return fmt::format("{:010}", random.next() % 10'000'000'000); })},
        {"ids-as-uuids", ids(asUuid)},
        {"ids-of-eight-hexadecimal-digits",
         ids([](octets::Random& random) { return fmt::format("{:08x}", random.next() % (1ULL << 32)); })},
        {"white-space-between-stanzas", keepsAlive},
        {"features-reversed", featuresReversed},
        {"features-indented", featuresIndented},
        {"prefixes-inside", prefixed},
        {"texts-as-cdata", textsAs(asCdata)},
        {"texts-as-references", textsAs(withReferences)},
        {"tags-indented", tagsIndented},
    };
    return all;
}

}  // namespace xmppconf::faulty
