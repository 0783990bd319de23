#include "harness/dialogue/Expectation.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/judge/Description.h"
#include "harness/judge/Filters.h"
#include "harness/judge/PatternMatcher.h"
#include "harness/stream/StreamFacts.h"
#include "harness/xml/Namespaces.h"

namespace xmppconf::dialogue {

namespace {

using Captures = std::vector<judge::Capture>;
using Kind = stream::Item::Kind;

constexpr std::size_t kMostNames = 40;

void addNames(const xml::Element& element, std::vector<std::string>& names) {
    if (names.size() == kMostNames) return;
    names.emplace_back(element.name);
    for (const xml::Node* node = element.firstChild; node; node = node->next)
        if (node->element) addNames(*node->element, names);
}

Result<Captures> fitsHeader(const vector::ExpectHeader& wanted, const stream::Item& incoming,
                            judge::Values& values) {
    Captures captures;
    if (incoming.kind != Kind::Header) return Failure{"it is not a stream header"};
    if (auto met = judge::matchAttributes(wanted.attributes, *incoming.element(), values, captures); !met) {
        return Failure{met.error()};
    }
    return captures;
}

/// Only whether the end begins as wanted; all of it is judged once the alternative is taken.
Result<Captures> fitsEnd(const vector::ExpectEnd& wanted, const stream::Item& incoming) {
    const bool tag = incoming.kind == Kind::ClosingTag && wanted.tag != vector::Yes::Forbidden;
    const bool end = incoming.kind == Kind::Ended && wanted.tag != vector::Yes::Required;
    if (tag || end) return Captures{};
    return Failure{"the stream does not end so"};
}

std::string describeEnd(const vector::ExpectEnd& end) {
    const std::string tag = end.tag == vector::Yes::Required   ? "</stream:stream>"
                            : end.tag == vector::Yes::Optional ? "the end of the stream"
                                                               : "no </stream:stream>";
    return end.connection ? tag + " and the end of the connection" : tag;
}

}  // namespace

Result<Captures> fits(const vector::Action& action, const stream::Item& incoming, judge::Values& values) {
    if (const auto* expect = std::get_if<vector::Expect>(&action.body)) {
        if (incoming.kind != Kind::Element) return Failure{"it is not an element"};
        return judge::matchPattern(expect->pattern, *incoming.element(), values);
    }
    if (const auto* header = std::get_if<vector::ExpectHeader>(&action.body))
        return fitsHeader(*header, incoming, values);
    if (const auto* end = std::get_if<vector::ExpectEnd>(&action.body)) return fitsEnd(*end, incoming);
    return Failure{"something came"};
}

bool mayBeMeant(const vector::Pattern& pattern, const xml::Element& element, judge::Values& values) {
    if (!judge::sameLocalName(pattern, element)) return false;
    if (element.attribute("type") != "error") return true;
    return std::none_of(
        pattern.attributes.begin(), pattern.attributes.end(), [&](const vector::AttributePattern& wanted) {
            std::vector<judge::Capture> captures;
            return wanted.name == "type" && wanted.ns.empty() &&
                   !(wanted.value && judge::matchText(*wanted.value, "error", values, captures));
        });
}

bool isAnswer(const vector::Pattern& pattern, const xml::Element& element, judge::Values& values) {
    if (!judge::sameName(pattern, element)) return false;
    const auto id = element.attribute("id");
    if (!id) return false;
    for (const auto& attribute : pattern.attributes) {
        if (attribute.name != "id" || !attribute.ns.empty() || !attribute.value) continue;
        auto wanted = judge::expand(*attribute.value, values, judge::Escaping::None);
        return wanted.ok() && wanted.value() == *id;
    }
    return false;
}

bool isOfKind(const vector::Pattern& pattern, const xml::Element& element) {
    if (judge::sameLocalName(pattern, element)) return true;
    if (pattern.ns == element.ns && element.ns != xml::ns::kStreams) return true;
    return std::any_of(pattern.children.begin(), pattern.children.end(), [&](const vector::Pattern& child) {
        return !child.name.empty() && isOfKind(child, element);
    });
}

std::string describe(const vector::Action& action, judge::Values* values) {
    if (const auto* expect = std::get_if<vector::Expect>(&action.body))
        return judge::describe(expect->pattern, values);
    if (const auto* header = std::get_if<vector::ExpectHeader>(&action.body)) {
        return "<stream:stream" + judge::describe(header->attributes, values) + ">";
    }
    if (const auto* end = std::get_if<vector::ExpectEnd>(&action.body)) return describeEnd(*end);
    if (const auto* nothing = std::get_if<vector::ExpectNothing>(&action.body)) {
        return nothing->pattern ? "not " + judge::describe(*nothing->pattern, values)
                                : std::string("nothing");
    }
    return "something else";
}

std::string unasked(const stream::Item& incoming, const std::vector<std::string>& expected) {
    return fmt::format("{} came, which answers nothing that was sent, where {} was expected",
                       describe(incoming), fmt::join(expected, " or "));
}

std::string endedBefore(const stream::Item& incoming, const std::vector<std::string>& expected) {
    return fmt::format(
        "{} had come before we sent what was to be answered, so it answers nothing, where {} was expected",
        describe(incoming), fmt::join(expected, " or "));
}

std::string describe(const stream::Item& incoming) {
    switch (incoming.kind) {
        case Kind::Header:
            return judge::describeHeader(*incoming.element());
        case Kind::Element:
            return xml::toString(*incoming.element(), 1500);
        case Kind::ClosingTag:
            return "</stream:stream>";
        case Kind::Breach:
            return incoming.event.detail;
        case Kind::Unreadable:
        case Kind::HungUp:
        case Kind::Ended:
            return incoming.sentence;
    }
    return "";
}

judge::Came cameOf(const stream::Item* incoming) {
    using Came = judge::Came::Kind;
    if (!incoming) return {Came::Nothing};
    judge::Came came;
    switch (incoming->kind) {
        case Kind::Header:
            came.kind = Came::Header;
            break;
        case Kind::Element:
            came.kind = Came::Element;
            addNames(*incoming->element(), came.names);
            break;
        case Kind::ClosingTag:
            came.kind = Came::ClosingTag;
            break;
        case Kind::Breach:
        case Kind::Unreadable:
            came.kind = Came::Unreadable;
            break;
        case Kind::HungUp:
        case Kind::Ended:
            came.kind = Came::Ended;
            break;
    }
    return came;
}

const vector::Pattern* patternOf(const vector::Action& action) {
    const auto* expect = std::get_if<vector::Expect>(&action.body);
    return expect ? &expect->pattern : nullptr;
}

}  // namespace xmppconf::dialogue
