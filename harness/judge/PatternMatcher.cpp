#include "harness/judge/PatternMatcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

#include "harness/judge/Regex.h"

namespace xmppconf::judge {

namespace {

constexpr auto kAnyNumber = std::numeric_limits<unsigned>::max();

std::string called(const vector::Pattern& pattern) {
    const std::string& name = pattern.name.empty() ? pattern.nameRegex : pattern.name;
    return pattern.ns.empty() ? fmt::format("<{}>", name) : fmt::format("<{} xmlns='{}'>", name, pattern.ns);
}

Result<void> matchElement(const vector::Pattern& pattern, const xml::Element& element, Values& values,
                          std::vector<Capture>& captures);

Result<void> matchChild(const vector::Pattern& pattern, const xml::Element& element, Values& values,
                        std::vector<Capture>& captures) {
    unsigned count = 0;
    std::string difference;
    for (const xml::Node* node = element.firstChild; node; node = node->next) {
        if (!node->element || !sameName(pattern, *node->element)) continue;
        std::vector<Capture> found;
        if (auto met = matchElement(pattern, *node->element, values, found); !met) {
            if (difference.empty()) difference = met.error();
            continue;
        }
        if (count++ == 0) captures.insert(captures.end(), found.begin(), found.end());
    }
    const bool optional = pattern.least == 0 && pattern.most == kAnyNumber;
    if (optional && !difference.empty()) return Failure{difference};
    if (count > pattern.most) {
        if (pattern.most == 0) return Failure{fmt::format("{} must not be there", called(pattern))};
        return Failure{fmt::format("{} is there {} times", called(pattern), count)};
    }
    if (count < pattern.least) {
        if (!difference.empty()) return Failure{difference};
        if (count > 0) return Failure{fmt::format("{} is there only {} times", called(pattern), count)};
        return Failure{fmt::format("{} is missing in <{}>", called(pattern), element.name)};
    }
    return {};
}

bool wanted(const std::vector<vector::AttributePattern>& attributes, const xml::Attribute& attribute) {
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& pattern) {
        return pattern.value && pattern.name == attribute.name && pattern.ns == attribute.ns;
    });
}

Result<void> matchAnyOf(const std::vector<vector::Pattern>& children, const xml::Element& element,
                        Values& values) {
    std::string difference;
    for (const auto& child : children) {
        if (!sameName(child, element)) continue;
        std::vector<Capture> unused;
        auto met = matchElement(child, element, values, unused);
        if (met) return {};
        if (difference.empty()) difference = ": " + met.error();
    }
    return Failure{fmt::format("<{} xmlns='{}'> must not be there{}", element.name, element.ns, difference)};
}

/// Nothing else than what is written: a child of a name that is written must match, too.
Result<void> matchClosed(const vector::Pattern& pattern, const xml::Element& element, Values& values) {
    for (const auto& attribute : element.attributes) {
        if (!wanted(pattern.attributes, attribute)) {
            return Failure{
                fmt::format("the attribute '{}' of <{}> must not be there", attribute.name, element.name)};
        }
    }
    for (const xml::Node* node = element.firstChild; node; node = node->next) {
        if (node->element) {
            if (auto met = matchAnyOf(pattern.children, *node->element, values); !met) return met;
        } else if (!pattern.text && node->text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
            return Failure{fmt::format("<{}> must hold no text", element.name)};
        }
    }
    return {};
}

/// Each child that must be there comes behind those written before it; with what is taken of it there.
Result<void> matchOrder(const vector::Pattern& pattern, const xml::Element& element, Values& values,
                        std::vector<Capture>& captures) {
    const xml::Node* node = element.firstChild;
    for (const auto& child : pattern.children) {
        for (unsigned count = 0; count < child.least; node = node->next) {
            if (!node) {
                return Failure{
                    fmt::format("{} does not come in its place in <{}>", called(child), element.name)};
            }
            std::vector<Capture> found;
            if (!node->element || !matchElement(child, *node->element, values, found)) continue;
            if (count++ == 0) captures.insert(captures.end(), found.begin(), found.end());
        }
    }
    return {};
}

Result<void> matchElement(const vector::Pattern& pattern, const xml::Element& element, Values& values,
                          std::vector<Capture>& captures) {
    if (!sameName(pattern, element)) {
        return Failure{fmt::format("<{} xmlns='{}'> is not {}", element.name, element.ns, called(pattern))};
    }
    if (auto met = matchAttributes(pattern.attributes, element, values, captures); !met) return met;
    if (pattern.text) {
        if (auto met = matchText(*pattern.text, element.text(), values, captures); !met) {
            return Failure{fmt::format("in <{}>: {}", element.name, met.error())};
        }
    }
    std::vector<Capture> anywhere;
    for (const auto& child : pattern.children) {
        if (auto met = matchChild(child, element, values, anywhere); !met) return met;
    }
    if (pattern.ordered) {
        if (auto met = matchOrder(pattern, element, values, captures); !met) return met;
    } else {
        captures.insert(captures.end(), anywhere.begin(), anywhere.end());
    }
    if (pattern.closed) return matchClosed(pattern, element, values);
    return {};
}

}  // namespace

bool sameLocalName(const vector::Pattern& pattern, const xml::Element& element) {
    if (!pattern.name.empty()) return pattern.name == element.name;
    auto matches = matchesWhole(pattern.nameRegex, element.name);
    return matches.ok() && matches.value();
}

bool sameName(const vector::Pattern& pattern, const xml::Element& element) {
    return pattern.takesNamespace(element.ns) && sameLocalName(pattern, element);
}

Result<void> matchAttributes(const std::vector<vector::AttributePattern>& attributes,
                             const xml::Element& element, Values& values, std::vector<Capture>& captures) {
    for (const auto& pattern : attributes) {
        const auto value = element.attribute(pattern.name, pattern.ns);
        if (!pattern.value) {
            if (value) return Failure{fmt::format("<{}> must not have '{}'", element.name, pattern.name)};
            continue;
        }
        if (!value) return Failure{fmt::format("<{}> has no '{}'", element.name, pattern.name)};
        if (auto met = matchText(*pattern.value, *value, values, captures); !met) {
            return Failure{fmt::format("'{}' of <{}>: {}", pattern.name, element.name, met.error())};
        }
    }
    return {};
}

Result<std::vector<Capture>> matchPattern(const vector::Pattern& pattern, const xml::Element& element,
                                          Values& values) {
    std::vector<Capture> captures;
    if (auto met = matchElement(pattern, element, values, captures); !met) return Failure{met.error()};
    return captures;
}

}  // namespace xmppconf::judge
