#include <fmt/format.h>

#include "harness/judge/Description.h"
#include "harness/judge/PatternMatcher.h"
#include "harness/vector/Document.h"
#include "harness/vector/PatternReader.h"
#include "harness/xml/StreamReader.h"
#include "tests/fuzz/Input.h"
#include "tests/judge/TestValues.h"

// Pieces: a pattern, an element of the peer. An element matches the pattern that says all about it, also when
// that is closed, and none that asks for more.

using namespace xmppconf;

namespace {

constexpr xml::ReaderLimits kElementLimits{.elementOctets = 4096, .depth = 24, .attributes = 64};

std::optional<vector::Pattern> patternOf(std::string_view text) {
    const vector::Source source("pattern.xml", std::string(text));
    vector::Mistakes mistakes;
    mistakes.add(source);
    const auto document = vector::Document::read(source, mistakes);
    if (!document) return std::nullopt;
    const vector::Parameters parameters;
    auto pattern = vector::PatternReader(parameters, mistakes, "c").read(document->root());
    for (const auto& diagnostic : mistakes.sorted()) {
        fuzz::require(!diagnostic.sentence.empty() && diagnostic.place.line > 0, "a mistake has no place");
    }
    return mistakes.count() == 0 ? pattern : std::nullopt;
}

xml::ElementPtr elementOf(std::string_view octets) {
    xml::StreamReader reader(kElementLimits);
    reader.feed("<stream xmlns='jabber:client'>");
    reader.feed(octets);
    reader.next();
    const auto event = reader.next();
    return event ? event->element : nullptr;
}

vector::Template literal(std::string_view text) {
    return text.empty() ? vector::Template{} : vector::Template{{std::string(text)}};
}

/// All that is to be said about the element; text beside children cannot be.
vector::Pattern patternFrom(const xml::Element& element) {
    vector::Pattern pattern;
    pattern.ns = element.ns;
    pattern.name = element.name;
    for (const auto& attribute : element.attributes) {
        pattern.attributes.push_back(
            {std::string(attribute.ns), std::string(attribute.name), literal(attribute.value)});
    }
    for (const auto* node = element.firstChild; node; node = node->next) {
        if (node->element) pattern.children.push_back(patternFrom(*node->element));
    }
    if (pattern.children.empty()) pattern.text = literal(element.text());
    return pattern;
}

bool matches(const vector::Pattern& pattern, const xml::Element& element) {
    tests::TestValues none{};
    return judge::matchPattern(pattern, element, none).ok();
}

void matchesWhatIsSaidAboutIt(const xml::Element& element) {
    const vector::Pattern all = patternFrom(element);
    fuzz::require(matches(all, element), "an element does not match what was said about it");
    fuzz::require(!judge::describe(all, nullptr).empty(), "a pattern has no description");
    vector::Pattern closed = all;
    closed.closed = true;
    const bool mixed = !all.text && !element.text().empty();
    fuzz::require(mixed || matches(closed, element), "an element does not match all that is said about it");

    vector::Pattern more = all;
    more.children.push_back({});
    more.children.back().ns = "urn:not-there";
    more.children.back().name = "more";
    more.text.reset();
    fuzz::require(!matches(more, element), "an element has a child that is not there");
    more = all;
    more.attributes.push_back({"urn:not-there", "more", literal("")});
    fuzz::require(!matches(more, element), "an element has an attribute that is not there");
    more = all;
    more.ns += "x";
    fuzz::require(!matches(more, element), "an element is in two namespaces");
}

}  // namespace

XMPPCONF_FUZZER(Pattern) {
    fuzz::Input input(data, size);
    auto pattern = patternOf(input.piece());
    const auto element = elementOf(input.piece());
    if (element) matchesWhatIsSaidAboutIt(*element);
    if (!pattern) return 0;
    fuzz::require(!judge::describe(*pattern, nullptr).empty(), "a pattern has no description");
    if (!element) return 0;
    const bool met = matches(*pattern, *element);
    const bool closed = pattern->closed;
    pattern->closed = false;
    fuzz::require(!met || !closed || matches(*pattern, *element),
                  "a closed pattern matches more than an open one");
    return 0;
}
