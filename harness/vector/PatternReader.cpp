#include "harness/vector/PatternReader.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/TemplateParser.h"
#include "harness/vector/Words.h"
#include "harness/xml/Element.h"

namespace xmppconf::vector {

namespace {

constexpr auto kAnyNumber = std::numeric_limits<unsigned>::max();
constexpr std::size_t kCountDigits = 4;  // of m:count

bool takesName(const Template& text) {
    return std::any_of(text.parts.begin(), text.parts.end(), [](const auto& part) {
        const auto* take = std::get_if<Take>(&part);
        return take && !take->name.empty();
    });
}

bool takesName(const Pattern& pattern) {
    return (pattern.text && takesName(*pattern.text)) ||
           std::any_of(
               pattern.attributes.begin(), pattern.attributes.end(),
               [](const auto& attribute) { return attribute.value && takesName(*attribute.value); }) ||
           std::any_of(pattern.children.begin(), pattern.children.end(),
                       [](const auto& child) { return takesName(child); });
}

auto required(const std::vector<Pattern>& children) {
    return std::count_if(children.begin(), children.end(), [](const auto& child) { return child.least > 0; });
}

}  // namespace

std::optional<Pattern> PatternReader::readOnly(const Tag& parent, bool required) const {
    std::optional<Pattern> pattern;
    bool seen = false;
    for (const auto& child : parent.children()) {
        if (!child.tag) {
            mistakes_.at(parent.place(), fmt::format("<{}> holds a pattern, not text", parent.written()));
        } else if (seen) {
            mistakes_.at(child.tag->place(),
                         fmt::format("<{}> holds one pattern, and this is a second one", parent.written()));
        } else {
            seen = true;
            pattern = read(*child.tag);
        }
    }
    if (required && !seen)
        mistakes_.at(parent.place(), fmt::format("<{}> needs a pattern inside", parent.written()));
    return pattern;
}

std::optional<Pattern> PatternReader::read(const Tag& tag, bool isRoot) const {
    if (tag.isOurs() || (isRoot && tag.ns().empty())) {
        mistakes_.at(
            tag.place(),
            tag.ns().empty()
                ? fmt::format(
                      "<{}> stands in no namespace; in a stream every element of the first level has one",
                      tag.written())
                : fmt::format("<{}> has no xmlns of its own, so it is in that of the vector language",
                              tag.written()));
        return std::nullopt;
    }
    const auto before = mistakes_.count();
    Pattern pattern;
    pattern.place = tag.place();
    auto attributes = tag.attributes();
    readName(tag, pattern, attributes);
    for (const auto& attribute : attributes) {
        if (attribute.ns == kMatchNamespace) {
            readMatch(tag, attribute, isRoot, pattern);
        } else if (attribute.ns == kVectorNamespace) {
            mistakes_.atAttribute(tag.place(), attribute.written,
                                  "no attribute is in the namespace of the vector language");
        } else if (auto value = text(tag, attribute.value, attribute.written)) {
            pattern.attributes.push_back(
                {std::string(attribute.ns), std::string(attribute.name), std::move(value)});
        }
    }
    for (const auto& absent : pattern.attributes) {
        const auto same = [&](const auto& other) {
            return other.name == absent.name && other.ns == absent.ns;
        };
        if (!absent.value && std::count_if(pattern.attributes.begin(), pattern.attributes.end(), same) > 1) {
            mistakes_.atAttribute(tag.place(), absent.name,
                                  fmt::format("'{}' is written, and m:no forbids it", absent.name));
            break;
        }
    }
    readContent(tag, pattern);
    if (pattern.ordered && required(pattern.children) < 2) {
        mistakes_.at(tag.place(), fmt::format("<{}> needs two children that must be there to have an order",
                                              tag.written()));
    }
    if (pattern.most == 0 && takesName(pattern)) {
        mistakes_.at(tag.place(), "nothing can be taken from an element that must not be there");
    }
    if (mistakes_.count() != before) return std::nullopt;
    return pattern;
}

/// `<m:element [ns] named>`, which leaves the name open, or the element's own name.
void PatternReader::readName(const Tag& tag, Pattern& pattern, std::vector<TagAttribute>& attributes) const {
    if (tag.ns() != kMatchNamespace) {
        pattern.ns = tag.ns();
        pattern.name = tag.name();
        return;
    }
    if (tag.name() != "element") {
        mistakes_.at(tag.place(), fmt::format("unknown element <{}>{}", tag.written(),
                                              didYouMean(tag.name(), {"element"})));
        attributes.clear();
        return;
    }
    const auto take = [&](std::string_view name, bool required) -> std::string {
        const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& attribute) {
            return attribute.ns.empty() && attribute.name == name;
        });
        if (found == attributes.end()) {
            if (required)
                mistakes_.at(tag.place(), fmt::format("<{}> needs the attribute '{}'", tag.written(), name));
            return {};
        }
        auto filled = parameters_.fill(found->value);
        attributes.erase(found);
        if (const auto* wrong = std::get_if<TextMistake>(&filled)) {
            mistakes_.atAttribute(tag.place(), name, wrong->sentence);
            return {};
        }
        if (std::get<std::string>(filled).empty())
            mistakes_.atAttribute(tag.place(), name, fmt::format("'{}' is empty", name));
        return std::get<std::string>(std::move(filled));
    };
    pattern.ns = take("ns", false);
    pattern.nameRegex = take("named", true);
    if (parameters_.isOpen(pattern.nameRegex)) return;
    if (const auto problem = regexMistake(pattern.nameRegex); !problem.empty()) {
        mistakes_.atAttribute(tag.place(), "named", problem);
    }
}

void PatternReader::readMatch(const Tag& tag, const TagAttribute& attribute, bool isRoot,
                              Pattern& pattern) const {
    const auto wrong = [&](const std::string& sentence) {
        mistakes_.atAttribute(tag.place(), attribute.written, sentence);
    };
    auto filled = parameters_.fill(attribute.value);
    if (const auto* mistake = std::get_if<TextMistake>(&filled)) return wrong(mistake->sentence);
    const auto& value = std::get<std::string>(filled);
    const auto must = [&](std::string_view only) {
        if (value != only && !parameters_.isOpen(value)) {
            wrong(fmt::format("'{}' cannot be '{}'; write \"{}\"", attribute.written, value, only));
        }
    };
    if (attribute.name == "content") {
        must("closed");
        pattern.closed = true;
    } else if (attribute.name == "order") {
        must("kept");
        pattern.ordered = true;
    } else if (attribute.name == "no") {
        readAbsent(tag, attribute.written, value, pattern.attributes);
    } else if (attribute.name == "absent" || attribute.name == "optional" || attribute.name == "count") {
        if (isRoot)
            return wrong(fmt::format("'{}' is for the children of an expected element", attribute.written));
        if (pattern.least != 1 || pattern.most != kAnyNumber)
            return wrong("absent, optional and count exclude each other");
        if (attribute.name == "count") return readCount(tag, attribute.written, value, pattern);
        must("yes");
        pattern.least = 0;
        if (attribute.name == "absent") pattern.most = 0;
    } else {
        wrong(fmt::format(
            "unknown attribute '{}'{}", attribute.written,
            didYouMean(attribute.name, {"content", "order", "absent", "optional", "count", "no"})));
    }
}

void PatternReader::readCount(const Tag& tag, std::string_view written, std::string_view value,
                              Pattern& pattern) const {
    if (parameters_.isOpen(value)) return;
    const auto dots = value.find("..");
    const auto least = number(value.substr(0, dots), kCountDigits);
    std::optional<unsigned> most = least;
    if (dots != std::string_view::npos) {
        const auto upper = value.substr(dots + 2);
        most = upper == "*" ? std::optional<unsigned>(kAnyNumber) : number(upper, kCountDigits);
    }
    if (!least || !most || *least > *most) {
        mistakes_.atAttribute(tag.place(), written,
                              fmt::format("'{}' is not a count: write '1', '0..1' or '2..*'", value));
        return;
    }
    pattern.least = *least;
    pattern.most = *most;
}

void PatternReader::readAbsent(const Tag& tag, std::string_view written, std::string_view names,
                               std::vector<AttributePattern>& attributes) const {
    if (parameters_.isOpen(names)) return;
    const auto list = words(names);
    if (list.empty()) mistakes_.atAttribute(tag.place(), written, fmt::format("'{}' is empty", written));
    for (const auto& name : list) {
        if (name == "xml:lang") {
            attributes.push_back({std::string(xml::kXmlNamespace), "lang", std::nullopt});
        } else if (name.find(':') == std::string::npos) {
            attributes.push_back({{}, name, std::nullopt});
        } else {
            mistakes_.atAttribute(tag.place(), written,
                                  fmt::format("'{}' names attributes without prefix, or xml:lang", written));
        }
    }
}

std::optional<Template> PatternReader::text(const Tag& tag, std::string_view written,
                                            std::string_view attribute) const {
    const auto wrong = [&](const TextMistake& mistake) {
        if (attribute.empty()) {
            mistakes_.atSnippet(tag.place(), mistake.snippet, mistake.sentence);
        } else {
            mistakes_.atAttribute(tag.place(), attribute, mistake.sentence);
        }
        return std::nullopt;
    };
    auto filled = parameters_.fill(written);
    if (const auto* mistake = std::get_if<TextMistake>(&filled)) return wrong(*mistake);
    auto parsed = parseTemplate(std::get<std::string>(filled), Takes::Allowed, conn_);
    if (const auto* mistake = std::get_if<TextMistake>(&parsed)) {
        if (parameters_.isOpen(std::get<std::string>(filled))) return Template{};
        return wrong(*mistake);
    }
    return std::get<Template>(std::move(parsed));
}

void PatternReader::readContent(const Tag& tag, Pattern& pattern) const {
    std::string written;
    bool hasText = false;
    for (const auto& child : tag.children()) {
        if (!child.tag) {
            written += child.text;
            hasText = true;
        } else if (auto inner = read(*child.tag, false)) {
            pattern.children.push_back(*std::move(inner));
        }
    }
    if (!hasText) return;
    if (!pattern.children.empty()) {
        mistakes_.at(
            tag.place(),
            fmt::format("<{}> holds text beside elements; a pattern has one or the other", tag.written()));
        return;
    }
    pattern.text = text(tag, written, {});
}

}  // namespace xmppconf::vector
