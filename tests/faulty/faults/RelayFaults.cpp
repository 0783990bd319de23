#include <Poco/String.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

/// The texts of a relayed stanza are changed.
template <class Change>
auto inTexts(Change change) {
    return inRelayed([=](Outgoing& outgoing) {
        everywhere(outgoing.element, [&](Markup& element) {
            for (Markup& each : element.content)
                if (each.isText()) each.text = change(each.text);
        });
    });
}

/// The texts of a relayed stanza are written in another way.
auto spellsTexts(std::function<std::string(std::string_view)> spell) {
    return inRelayed([=](Outgoing& outgoing) { outgoing.spelling.text = spell; });
}
auto spellsAttributes(std::function<std::string(std::string_view)> spell) {
    return inRelayed([=](Outgoing& outgoing) { outgoing.spelling.attribute = spell; });
}

std::string raw(std::string_view text) { return std::string(text); }

bool isUnknown(const Markup& element) { return element.ns.starts_with("urn:xmppconf"); }

std::string normalized(const std::string& text) {
    UErrorCode problem = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(problem);
    std::string result;
    form->normalize(icu::UnicodeString::fromUTF8(text), problem).toUTF8String(result);
    return result;
}

/// A question mark for every character that takes so many octets, or more.
std::string replaced(const std::string& text, unsigned char firstOctet) {
    std::string result;
    bool inside = false;
    for (const char each : text) {
        const auto octet = static_cast<unsigned char>(each);
        if ((octet & 0xC0) != 0x80) {
            inside = octet >= firstOctet;
            result += inside ? '?' : each;
        } else if (!inside) {
            result += each;
        }
    }
    return result;
}

void cut(Markup& element, int levels) {
    if (levels == 0) std::erase_if(element.content, [](const Markup& each) { return !each.isText(); });
    for (Markup& each : element.content) cut(each, levels - 1);
}

/// Among the children, a prefix means what it meant in the first of them that has it.
void keepsFirstMeaning(Markup& element) {
    std::map<std::string, std::string> meanings;
    for (Markup& each : element.content)
        if (!each.prefix.empty()) each.ns = meanings.try_emplace(each.prefix, each.ns).first->second;
}

void removeAttributes(Markup& element) {
    const bool unknown = isUnknown(element);
    std::erase_if(element.attributes, [&](const Markup::Attribute& each) {
        return each.ns.empty() ? unknown : each.ns != xml::kXmlNamespace;
    });
}

void removeForeignAttributes(Markup& element) {
    if (element.ns != ns::client) return;
    std::erase_if(element.attributes, [](const Markup::Attribute& each) {
        return !each.ns.empty() && each.ns != xml::kXmlNamespace;
    });
}

void sortChildren(Markup& element) {
    if (element.ns == ns::client) return;
    std::stable_sort(element.content.begin(), element.content.end(),
                     [](const Markup& left, const Markup& right) { return left.name < right.name; });
}

void takesNamespaceAround(Markup& element) {
    for (Markup& each : element.content)
        if (!each.isText() && each.ns.empty()) each.ns = element.ns;
}

}  // namespace

std::span<const Fault> relayFaults() {
    static const std::vector<Fault> faults = {
        // elements
        {"unknown-elements-removed",
         inRelayed([](Outgoing& outgoing) { std::erase_if(outgoing.element.content, isUnknown); })},
        {"extension-attributes-removed",
         inRelayed([](Outgoing& outgoing) { everywhere(outgoing.element, removeAttributes); })},
        {"extension-children-sorted",
         inRelayed([](Outgoing& outgoing) { everywhere(outgoing.element, sortChildren); })},
        {"attributes-of-stanzas-removed",
         inRelayed([](Outgoing& outgoing) { everywhere(outgoing.element, removeForeignAttributes); })},
        {"message-without-body-dropped", dropped([](Stream&, const xml::Element& element) {
             return isKind(element, "message") && typeOf(element).empty() &&
                    !element.child(ns::client, "body");
         })},
        {"iq-child-added", inRelayed([](Outgoing& outgoing) {
             if (outgoing.element.name == "iq") outgoing.element.add(Markup::element(ns::delay, "delay"));
         })},
        {"presence-with-extension-ignored", dropped([](Stream&, const xml::Element& element) {
             return isAvailability(element) && element.child("urn:xmppconf:unknown", "x");
         })},
        {"nested-stanza-lost", inRelayed([](Outgoing& outgoing) {
             for (Markup& child : outgoing.element.content)
                 everywhere(child, [](Markup& element) { element.removeChildren(ns::client, "message"); });
         })},
        {"deep-elements-cut", inRelayed([](Outgoing& outgoing) { cut(outgoing.element, 20); })},
        {"large-stanza-dropped", dropped([](Stream&, const xml::Element& element) {
             return isKind(element, "message") && xml::toString(element, 1 << 20).size() > 4000;
         })},

        // prefixes
        {"prefixes-lost", inRelayed([](Outgoing& outgoing) { outgoing.spelling.declaresPrefixes = false; })},
        {"prefix-scope-ignored",
         inRelayed([](Outgoing& outgoing) { everywhere(outgoing.element, keepsFirstMeaning); })},
        {"no-namespace-lost",
         inRelayed([](Outgoing& outgoing) { everywhere(outgoing.element, takesNamespaceAround); })},
        {"header-namespaces-lost",
         [](Conduct& c) {
             way(Offence::ExtendedNamespace, Reaction::Way::Nothing)(c);
             c.onElement.push_back([](Stream& stream, const xml::Element&) {
                 const auto& declared = stream.clientHeader()->declarations;
                 stream.server().notes["declared in header"] = declared.size() > 2 ? "yes" : "";
                 return false;
             });
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.relayed && !stream.server().notes["declared in header"].empty())
                     outgoing.spelling.declaresPrefixes = false;
             });
         }},

        // texts
        {"delivered-text-unescaped", spellsTexts(raw)},
        {"text-escaped-twice",
         spellsTexts([](std::string_view text) { return escapedText(escapedText(text)); })},
        {"carriage-return-raw", spellsTexts([](std::string_view text) {
             return Poco::replace(escapedText(text), std::string("&#13;"), std::string("\r"));
         })},
        {"text-beyond-bmp-lost", inTexts([](const std::string& text) { return replaced(text, 0xF0); })},
        {"characters-lost", inTexts([](const std::string& text) { return replaced(text, 0xE0); })},
        {"text-normalized", inTexts(normalized)},
        {"text-trimmed", inTexts([](const std::string& text) { return Poco::trim(text); })},
        {"byte-order-mark-dropped", inTexts([](const std::string& text) {
             return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
         })},

        // attributes
        {"delivered-attribute-unescaped", spellsAttributes(raw)},
        {"attribute-line-end-raw", spellsAttributes([](std::string_view value) {
             return Poco::replace(
                 Poco::replace(escapedAttribute(value), std::string("&#10;"), std::string("\n")),
                 std::string("&#9;"), std::string("\t"));
         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
