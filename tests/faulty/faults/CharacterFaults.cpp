#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

constexpr std::string_view kDelete = "\x7F";
constexpr std::string_view kNextLine = "\xC2\x85";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kLastCodePoint = "\xF4\x8F\xBF\xBF";
// U+E000, U+F8FF, U+F0000
constexpr std::array<std::string_view, 3> kPrivateUse = {"\xEE\x80\x80", "\xEF\xA3\xBF", "\xF3\xB0\x80\x80"};
constexpr unsigned kLastBeforeSurrogates = 0xD7FF;

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

void replaceAll(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// Every text and every value of an attribute.
template <class Change>
void inEveryValue(Markup& element, const Change& change) {
    change(element.text);
    for (auto& each : element.attributes) change(each.value);
    for (Markup& each : element.content) inEveryValue(each, change);
}

/// Whatever leaves the server has other characters.
template <class Change>
auto inAllThatLeaves(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            if (stream.bound()) inEveryValue(outgoing.element, change);
        });
    };
}

/// What holds such octets closes a bound stream.
template <class Which>
auto closedBy(Which which, std::string condition) {
    return [=](Conduct& c) {
        c.onRead.push_back([=](Stream& stream, std::string& octets) {
            if (!stream.bound() || !which(octets)) return;
            octets.clear();
            stream.streamError(condition);
        });
    };
}

auto octetsThatHold(std::string_view part) {
    return [=](const std::string& octets) { return holds(octets, part); };
}

/// Whether a character reference names something beyond the surrogates.
bool refersHigh(const std::string& octets) {
    for (std::size_t at = octets.find("&#"); at != octets.npos; at = octets.find("&#", at + 2)) {
        const bool hex = octets.compare(at + 2, 1, "x") == 0;
        const char* begin = octets.data() + at + (hex ? 3 : 2);
        unsigned number = 0;
        std::from_chars(begin, octets.data() + octets.size(), number, hex ? 16 : 10);
        if (number > kLastBeforeSurrogates) return true;
    }
    return false;
}

bool endsSectionInAttribute(const std::string& octets) {
    const std::size_t end = octets.find("]]>"), quote = octets.rfind('\'', end), tag = octets.rfind('>', end);
    return end != octets.npos && quote != octets.npos && (tag == octets.npos || tag < quote) &&
           octets.compare(quote - 1, 1, "=") == 0;
}

/// The id of an answer is changed.
template <class Change>
auto inIds(Change change) {
    return inAnswers([=](Stream&, Markup& answer) {
        const std::string* id = answer.attribute("id");
        if (!id) return;
        std::string changed = *id;
        change(changed);
        answer.set("id", changed);
    });
}

void cutAtBar(std::string& text) { text.resize(std::min(text.find('|'), text.size())); }

void dropWhatIsInBraces(std::string& text) {
    for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{')) {
        const std::size_t close = text.find('}', open);
        text.erase(open, close == text.npos ? close : close - open + 1);
    }
}

/// The namespaces of what is delivered are changed.
template <class Change>
auto inNamespaces(Change change) {
    return inRelayed([=](Outgoing& outgoing) {
        everywhere(outgoing.element, [&](Markup& element) { change(element.ns); });
    });
}

/// Such resources are bound as they come, others as they should be.
auto bindsToo(std::string_view character) {
    return [=](Conduct& c) {
        c.bind.prepares = [=](std::string_view text) {
            return holds(text, character) ? std::optional<std::string>(text) : preparedResource(text);
        };
    };
}

}  // namespace

std::span<const Fault> characterFaults() {
    static const std::vector<Fault> faults = {
        // at the edge of XML
        {"delete-character-ends-id", dropped([](Stream&, const xml::Element& element) {
             return isRequest(element) && holds(element.attribute("id").value_or(""), kDelete);
         })},
        {"next-line-is-a-space",
         inAllThatLeaves([](std::string& text) { replaceAll(text, kNextLine, " "); })},
        {"private-use-replaced", inAllThatLeaves([](std::string& text) {
             for (const auto each : kPrivateUse) replaceAll(text, each, "?");
         })},
        {"replacement-character-refused", closedBy(octetsThatHold(kReplacement), "not-well-formed")},
        {"last-code-point-refused", closedBy(octetsThatHold(kLastCodePoint), "not-well-formed")},
        {"high-references-refused", closedBy(refersHigh, "not-well-formed")},
        {"bind-delete-character-accepted", bindsToo(kDelete)},
        {"bind-private-use-accepted", bindsToo(kPrivateUse.front())},

        // separators
        {"value-cut-at-bar",
         [](Conduct& c) {
             inIds(cutAtBar)(c);
             c.bind.prepares = [](std::string_view text) {
                 return preparedResource(text.substr(0, text.find('|')));
             };
         }},
        {"braces-expanded", inIds(dropWhatIsInBraces)},
        {"cdata-end-in-attribute-refused", closedBy(endsSectionInAttribute, "not-well-formed")},
        {"white-space-of-id-raw", inIds([](std::string& id) {
             std::replace_if(
                 id.begin(), id.end(), [](char each) { return each == '\t' || each == '\n'; }, ' ');
         })},
        {"namespace-cut-at-bar", inNamespaces(cutAtBar)},
        {"namespace-cut-at-brace",
         inNamespaces([](std::string& ns) { ns.resize(std::min(ns.find('}'), ns.size())); })},
        {"namespace-of-request-cut-at-bar", whenever(
                                                [](Stream&, const xml::Element& element) {
                                                    const xml::Element* payload =
                                                        isRequest(element) ? payloadOf(element) : nullptr;
                                                    return payload && holds(payload->ns, "|");
                                                },
                                                answerWithResult)},
        {"bind-bar-refused",
         [](Conduct& c) {
             c.bind.prepares = [](std::string_view text) {
                 return holds(text, "|") ? std::nullopt : preparedResource(text);
             };
             c.bind.refusesBadResources = true;
         }},

        // what looks like forbidden XML
        {"markup-in-cdata-refused", closedBy(
                                        [](const std::string& octets) {
                                            return holds(octets, "<![CDATA[") &&
                                                   (holds(octets, "<!--") || holds(octets, "<?"));
                                        },
                                        "restricted-xml")},
        {"markup-in-attribute-refused", closedBy(octetsThatHold("'&lt;!--"), "restricted-xml")},
        {"attribute-namespaces-ignored", inRelayed([](Outgoing& outgoing) {
             everywhere(outgoing.element, [](Markup& element) {
                 std::set<std::string> seen;
                 std::erase_if(element.attributes,
                               [&](const Markup::Attribute& each) { return !seen.insert(each.name).second; });
             });
         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
