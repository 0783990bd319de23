#include "harness/judge/Description.h"

#include <fmt/format.h>

#include <limits>

#include "harness/judge/Filters.h"

namespace xmppconf::judge {

namespace {

constexpr std::size_t kShownValue = 300;

std::string describeInsert(const vector::Insert& insert, Values* values) {
    if (values) {
        auto value = values->value(insert.name);
        if (value) {
            auto filtered = applyFilters(insert.filters, value.value());
            if (filtered) {
                values->derived(value.value(), filtered.value());
                return filtered.value().substr(0, kShownValue);
            }
        }
    }
    std::string text = "${" + insert.name;
    for (const auto& filter : insert.filters) text += "|" + filter.name;
    return text + "}";
}

std::string occurrence(const vector::Pattern& pattern) {
    constexpr auto kAny = std::numeric_limits<unsigned>::max();
    if (pattern.most == 0) return "<!-- absent: -->";
    if (pattern.least == 0 && pattern.most == kAny) return "<!-- optional: -->";
    if (pattern.least == 1 && pattern.most == kAny) return "";
    if (pattern.least == pattern.most) return fmt::format("<!-- {} times: -->", pattern.least);
    if (pattern.most == kAny) return fmt::format("<!-- at least {} times: -->", pattern.least);
    return fmt::format("<!-- {} to {} times: -->", pattern.least, pattern.most);
}

std::string describeIn(const vector::Pattern& pattern, const std::string& outerNs, Values* values) {
    const std::string name = pattern.name.empty() ? pattern.nameRegex : pattern.name;
    std::string text = "<" + name;
    if (pattern.ns != outerNs && (!pattern.ns.empty() || !pattern.name.empty()))
        text += " xmlns='" + pattern.ns + "'";
    text += describe(pattern.attributes, values);
    std::string inside;
    if (pattern.ordered) inside += "<!-- in this order: -->";
    if (pattern.text) inside += describe(*pattern.text, values);
    for (const auto& child : pattern.children)
        inside += occurrence(child) + describeIn(child, pattern.ns, values);
    if (pattern.closed) inside += "<!-- nothing else -->";
    return text + (inside.empty() ? "/>" : ">" + inside + "</" + name + ">");
}

}  // namespace

std::string describe(const vector::Template& text, Values* values) {
    std::string result;
    for (const auto& part : text.parts) {
        if (const auto* literal = std::get_if<std::string>(&part)) {
            result += *literal;
        } else if (const auto* insert = std::get_if<vector::Insert>(&part)) {
            result += describeInsert(*insert, values);
        } else {
            const auto& take = std::get<vector::Take>(part);
            result += take.regex.empty() ? "…" : "/" + take.regex + "/";
        }
    }
    return result;
}

std::string describe(const std::vector<vector::AttributePattern>& attributes, Values* values) {
    std::string text;
    for (const auto& attribute : attributes) {
        const std::string name = (attribute.ns == xml::kXmlNamespace ? "xml:" : "") + attribute.name;
        text += attribute.value ? fmt::format(" {}='{}'", name, describe(*attribute.value, values))
                                : fmt::format(" (no {})", name);
    }
    return text;
}

std::string describe(const vector::Pattern& pattern, Values* values) {
    return describeIn(pattern, {}, values);
}

std::string describeHeader(const xml::Element& header) {
    const std::string_view colon = header.prefix.empty() ? "" : ":";
    std::string text = fmt::format("<{}{}{} xmlns{}{}='{}'", header.prefix, colon, header.name, colon,
                                   header.prefix, header.ns);
    for (const auto& attribute : header.attributes) {
        text += fmt::format(" {}{}='{}'", attribute.ns == xml::kXmlNamespace ? "xml:" : "", attribute.name,
                            attribute.value.substr(0, kShownValue));
    }
    return text + ">";
}

}  // namespace xmppconf::judge
