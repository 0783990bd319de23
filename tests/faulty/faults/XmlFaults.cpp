#include <Poco/RegularExpression.h>
#include <Poco/String.h>

#include <memory>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

using Regex = Poco::RegularExpression;  // unlike that of the standard library it takes texts of any length

/// Before they are read, octets of a bound client are changed: what would be refused becomes something that
/// is not.
auto reads(const std::string& expression, const std::string& replacement) {
    return [=, regex = std::make_shared<Regex>(expression)](Conduct& c) {
        c.onRead.push_back([=](Stream& stream, std::string& octets) {
            if (stream.bound()) regex->subst(octets, replacement, Regex::RE_GLOBAL);
        });
    };
}

/// Octets of a bound client to which the predicate is true are dealt with here, and not read.
template <class When, class Act>
auto onOctets(When when, Act act) {
    return [=](Conduct& c) {
        c.onRead.push_back([=](Stream& stream, std::string& octets) {
            if (!stream.bound() || !when(octets)) return;
            octets.clear();
            act(stream);
        });
    };
}

template <class When>
auto octetsIgnored(When when) {
    return onOctets(when, [](Stream&) {});
}

template <class When>
auto octetsRefused(When when, std::string condition) {
    return onOctets(when, [=](Stream& stream) { stream.streamError(condition); });
}

auto matching(const std::string& expression) {
    return [regex = std::make_shared<Regex>(expression)](const std::string& octets) {
        Regex::Match found;
        return regex->match(octets, found) > 0;
    };
}

bool endsWithinStanza(const std::string& octets) {
    const std::string text = Poco::trimRight(octets);
    return !text.empty() && text.back() != '>';
}

bool isNoWholeStanza(const std::string& octets) {
    return endsWithinStanza(octets) || (!octets.empty() && octets.front() != '<');
}

/// The last character is not complete.
bool endsWithinCharacter(const std::string& octets) {
    std::size_t begin = octets.size();
    while (begin > 0 && (static_cast<unsigned char>(octets[begin - 1]) & 0xC0) == 0x80) --begin;
    if (begin == 0) return false;
    const auto lead = static_cast<unsigned char>(octets[begin - 1]);
    const std::size_t needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return needs > octets.size() - begin + 1;
}

bool endsWithinSection(const std::string& octets) {
    const std::size_t begin = octets.rfind("<![");
    return begin != octets.npos && octets.find("]]>", begin) == octets.npos;
}

/// Of the first tag that has it.
std::string attributeOf(const std::string& octets, const std::string& name) {
    const std::size_t begin = octets.find(" " + name + "='");
    if (begin == octets.npos) return {};
    const std::size_t value = begin + name.size() + 3;
    return octets.substr(value, octets.find('\'', value) - value);
}

/// A request is answered as soon as its payload has come.
void answersPartialStanzas(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        if (!stream.bound() || octets.find("<ping") == octets.npos || octets.find("</iq>") != octets.npos)
            return;
        Markup result = Markup::element(ns::client, "iq");
        result.set("type", "result").set("id", attributeOf(octets, "id"));
        stream.send(std::move(result));
        octets.clear();
    });
    octetsIgnored([](const std::string& octets) { return octets == "q>"; })(c);
}

/// Only the first request of a write is read.
void losesPipelined(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        const std::string tag = "</iq>";
        const std::size_t first = octets.find(tag);
        if (stream.bound() && first != octets.npos && octets.find(tag, first + 1) != octets.npos)
            octets.resize(first + tag.size());
    });
}

constexpr std::size_t kSmallLimit = 8192;

/// Counts the octets of a stanza that comes in pieces.
void refusesLargeInPieces(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        if (!stream.bound()) return;
        std::string& waiting = stream.notes["waiting"];
        if (!endsWithinStanza(octets)) {
            waiting.clear();
        } else if (waiting.append(octets).size() > kSmallLimit) {
            octets.clear();
            stream.streamError("policy-violation");
        }
    });
}

/// Answers what is over the limit itself, and with all of it.
void returnsTooLarge(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        std::string& waiting = stream.notes["waiting"];
        if (waiting.empty() && octets.find("urn:xmppconf:big") == octets.npos) return;
        waiting += std::exchange(octets, "");
        const std::string end = "</query></iq>";
        if (!waiting.ends_with(end)) return;
        const std::size_t text = waiting.find('>', waiting.find("<query")) + 1;
        Markup error = Markup::element(ns::client, "iq");
        error.set("type", "error").set("id", attributeOf(waiting, "id"));
        error.add(Markup::element("urn:xmppconf:big", "query"))
            .say(waiting.substr(text, waiting.size() - end.size() - text));
        error.add(Markup::element(ns::client, "error"))
            .set("type", "modify")
            .add(Markup::element(ns::stanzaErrors, "policy-violation"));
        waiting.clear();
        stream.send(std::move(error));
    });
}

}  // namespace

std::span<const Fault> xmlFaults() {
    static const std::vector<Fault> faults = {
        // restricted
        {"comment-in-stanza-accepted", reads("(<iq[^>]*>)<!--.*?-->", "$1")},
        {"processing-instruction-in-stanza-accepted", reads(R"((<iq[^>]*>)<\?.*?\?>)", "$1")},
        {"document-type-in-stream-accepted", reads(R"(<!DOCTYPE[^>[]*(\[[^\]]*\])?>)", "")},
        {"entity-in-attribute-accepted", reads("='&mine;'", "=''")},
        {"declaration-in-stream-accepted", reads(R"((?s)<\?xml .*?\?>)", "")},
        {"predefined-entity-refused", octetsRefused(matching("&(lt|gt|amp|apos|quot);"), "restricted-xml")},
        {"character-reference-refused", octetsRefused(matching("&#"), "restricted-xml")},

        // well-formed
        {"not-well-formed-old-name", condition(Offence::NotWellFormed, "xml-not-well-formed")},
        {"attribute-twice-accepted", reads(R"(( (\w+)='[^']*')([^>]*) \2='[^']*')", "$1$3")},
        {"less-than-in-attribute-accepted", reads("='([^'<]*)<([^']*)'", "='$1&lt;$2'")},
        {"ampersand-accepted", reads("& ", "&amp; ")},
        {"cdata-end-accepted", reads("(>[^<]*)\\]\\]>", "$1]]&gt;")},
        {"control-character-accepted", reads("[\\x00\\x01]", "?")},
        {"noncharacter-accepted", reads("\\xEF\\xBF[\\xBE\\xBF]", "?")},
        {"reference-to-noncharacter-accepted", reads("&#xFFF[EF];", "?")},
        {"reference-to-control-character-accepted", reads("&#x?[01];", "?")},
        {"reference-to-surrogate-accepted", reads("&#x[dD][89a-fA-F]..;", "?")},
        {"namespace-rules-ignored",
         [](Conduct& c) {
             reads(R"(( \w+:(\w+)='[^']*') \w+:\2='[^']*')", "$1")(c);
             reads(R"( xmlns:\w+='')", "")(c);
         }},
        {"colons-in-names-accepted",
         [](Conduct& c) {
             reads(R"((\w+:\w+):\w+(=|/>))", "$1$2")(c);
             reads(R"(([< ]):(\w+)(=|/>))", "$1$2$3")(c);
         }},
        {"xml-prefix-rebound", reads(" xmlns:xml='[^']*'", "")},
        {"undeclared-prefix-delivered", reads("<foo:a/>", "<a xmlns='foo'/>")},

        // UTF-8
        {"overlong-utf-8-accepted", reads("\xC0\xBC", "&lt;")},
        {"surrogates-accepted", reads("\xED\xA0\xBD\xED\xB8\x80", "?")},
        {"beyond-unicode-accepted", reads("\xF4\x90\x80\x80", "?")},
        {"encoding-name-in-lower-case-refused",
         [](Conduct& c) {
             c.onRead.push_back([](Stream& stream, std::string& octets) {
                 if (octets.find("encoding='utf-8'") == octets.npos) return;
                 octets.clear();
                 stream.streamError("unsupported-encoding");
             });
         }},
        {"standalone-hangs",
         [](Conduct& c) {
             c.onRead.push_back([](Stream& stream, std::string& octets) {
                 if (octets.find(" standalone=") != octets.npos) stream.goDeaf();
             });
         }},
        {"standalone-wrong-condition",
         [](Conduct& c) {
             c.onRead.push_back([](Stream& stream, std::string& octets) {
                 if (octets.find(" standalone=") == octets.npos) return;
                 octets.clear();
                 stream.streamError("remote-connection-failed");
             });
         }},

        // pieces
        {"stanza-in-pieces-lost", octetsIgnored(isNoWholeStanza)},
        {"stanza-in-pieces-refused", octetsRefused(endsWithinStanza, "not-well-formed")},
        {"character-in-pieces-refused", octetsRefused(endsWithinCharacter, "not-well-formed")},
        {"reference-in-pieces-refused", octetsRefused(matching("&[^;\\s]*$"), "restricted-xml")},
        {"cdata-in-pieces-refused", octetsRefused(endsWithinSection, "not-well-formed")},
        {"partial-stanza-processed", answersPartialStanzas},
        {"pipelined-stanzas-lost", losesPipelined},

        // forms
        {"tag-line-end-ignored", octetsIgnored(matching("<\\w+[\n\r\t]"))},
        {"white-space-around-equals-refused", octetsRefused(matching("<[^>]*\\w\\s+="), "not-well-formed")},
        {"double-quotes-ignored", octetsIgnored(matching("<(iq|message|presence)[^>]*=\""))},
        {"end-tag-of-empty-element-refused", octetsRefused(matching("<(\\w+)[^<>]*></\\1>"), "invalid-xml")},
        {"explicit-namespace-refused",
         octetsRefused(matching("<message xmlns='jabber:client'"), "invalid-namespace")},
        {"cdata-lost", reads(R"((?s)<!\[CDATA\[.*?\]\]>)", "")},
        {"white-space-between-stanzas-refused",
         octetsRefused(
             [](const std::string& octets) {
                 return std::isspace(static_cast<unsigned char>(octets.front())) != 0;
             },
             "not-well-formed")},

        // size
        {"10000-octets-refused", refused(
                                     [](Stream&, const xml::Element& element) {
                                         return isRequest(element) &&
                                                xml::toString(element, 1 << 20).size() > kSmallLimit;
                                     },
                                     "policy-violation", "modify")},
        {"10000-octets-in-pieces-refused", refusesLargeInPieces},
        {"too-big-wrong-condition", condition(Offence::TooLarge, "invalid-xml")},
        {"too-big-closes", way(Offence::TooLarge, Reaction::Way::End)},
        {"too-big-original-returned", returnsTooLarge},
    };
    return faults;
}

}  // namespace xmppconf::faulty
