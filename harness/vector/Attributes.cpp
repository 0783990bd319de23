#include "harness/vector/Attributes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

/// `xsi:schemaLocation` tells an editor where the schema is; it may stand anywhere.
bool isForEditors(const TagAttribute& attribute) {
    return attribute.ns == "http://www.w3.org/2001/XMLSchema-instance" &&
           (attribute.name == "schemaLocation" || attribute.name == "noNamespaceSchemaLocation");
}

}  // namespace

Attributes::Attributes(const Tag& tag, const Parameters& parameters, Mistakes& mistakes)
    : tag_(tag), parameters_(parameters), mistakes_(mistakes) {
    for (const auto& attribute : tag.attributes()) entries_.push_back({attribute});
}

Attributes::Entry* Attributes::find(std::string_view name) {
    known_.push_back(name);
    for (auto& entry : entries_) {
        if (!entry.attribute.ns.empty() || entry.attribute.name != name) continue;
        entry.asked = true;
        return &entry;
    }
    return nullptr;
}

bool Attributes::has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.attribute.ns.empty() && entry.attribute.name == name;
    });
}

bool Attributes::isOpen(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.attribute.ns.empty() && entry.attribute.name == name &&
               parameters_.isOpen(entry.attribute.value);
    });
}

void Attributes::mistake(std::string_view name, const std::string& sentence) {
    mistakes_.atAttribute(tag_.place(), name, sentence);
}

void Attributes::required(std::string_view name) {
    if (!has(name)) missing(name, fmt::format("<{}> needs the attribute '{}'", tag_.written(), name));
}

void Attributes::missing(std::string_view name, std::string sentence) {
    missing_.emplace_back(std::string(name), std::move(sentence));
}

std::optional<std::string> Attributes::value(std::string_view name) {
    const Entry* entry = find(name);
    if (!entry) return std::nullopt;
    auto filled = parameters_.fill(entry->attribute.value);
    if (const auto* wrong = std::get_if<TextMistake>(&filled)) {
        mistake(name, wrong->sentence);
        return std::nullopt;
    }
    auto& text = std::get<std::string>(filled);
    if (parameters_.isOpen(text)) return std::nullopt;
    return std::move(text);
}

std::string Attributes::text(std::string_view name) {
    const auto written = value(name);
    if (!written) return {};
    auto text = collapsed(*written);
    if (text.empty()) mistake(name, fmt::format("'{}' is empty", name));
    return text;
}

std::string Attributes::requiredText(std::string_view name) {
    required(name);
    return text(name);
}

std::optional<std::string> Attributes::form(std::string_view name, bool (*fits)(std::string_view),
                                            std::string_view what) {
    auto written = value(name);
    if (!written || fits(*written)) return written;
    mistake(name, fmt::format("'{}' is not {}", *written, what));
    return std::nullopt;
}

std::optional<std::string> Attributes::slug(std::string_view name) {
    return form(name, isSlug, "a slug: write a-z 0-9 . -, with a letter or digit at both ends");
}

std::optional<std::string> Attributes::requiredSlug(std::string_view name) {
    required(name);
    return slug(name);
}

std::optional<std::size_t> Attributes::choice(std::string_view name,
                                              std::initializer_list<std::string_view> allowed) {
    const auto written = value(name);
    if (!written) return std::nullopt;
    const auto found = std::find(allowed.begin(), allowed.end(), *written);
    if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
    const auto suggestion = didYouMean(*written, {allowed.begin(), allowed.end()});
    mistake(name, fmt::format("'{}' cannot be '{}'{}", name, *written,
                              suggestion.empty() ? fmt::format("; it is one of {}", fmt::join(allowed, ", "))
                                                 : suggestion));
    return std::nullopt;
}

bool Attributes::yes(std::string_view name, bool otherwise) {
    const auto chosen = choice(name, {"yes", "no"});
    return chosen ? *chosen == 0 : otherwise;
}

std::string Attributes::role(std::string_view name) {
    constexpr std::string_view kRoles[] = {"alice", "bob", "carol"};
    const auto chosen = choice(name, {kRoles[0], kRoles[1], kRoles[2]});
    return chosen ? std::string(kRoles[*chosen]) : std::string();
}

std::optional<octets::Duration> Attributes::duration(std::string_view name) {
    const auto written = value(name);
    if (!written) return std::nullopt;
    auto length = vector::duration(*written);
    if (!length) {
        mistake(name, fmt::format("'{}' is not a duration: write '500ms' or '3s', at most 999s", *written));
    }
    return length;
}

std::optional<unsigned> Attributes::number(std::string_view name, unsigned least, std::size_t digits) {
    const auto written = value(name);
    if (!written) return std::nullopt;
    auto result = vector::number(*written, digits);
    if (result && *result >= least) return result;
    mistake(name,
            fmt::format("'{}' is not a number from {} up, of at most {} digits", *written, least, digits));
    return std::nullopt;
}

std::vector<std::string> Attributes::words(std::string_view name) {
    const auto written = value(name);
    if (!written) return {};
    auto all = vector::words(*written);
    if (all.empty()) mistake(name, fmt::format("'{}' is empty", name));
    return all;
}

std::vector<std::string> Attributes::slugs(std::string_view name) {
    auto names = words(name);
    for (const auto& word : names) {
        if (isSlug(word)) continue;
        mistake(
            name,
            fmt::format("'{}' is not a slug: write a-z 0-9 . -, with a letter or digit at both ends", word));
        return {};
    }
    return names;
}

std::optional<Template> Attributes::pattern(std::string_view name, Takes takes, std::string_view conn) {
    const auto written = value(name);
    if (!written) return std::nullopt;
    auto parsed = parseTemplate(*written, takes, conn);
    if (const auto* wrong = std::get_if<TextMistake>(&parsed)) {
        mistake(name, wrong->sentence);
        return std::nullopt;
    }
    return std::get<Template>(std::move(parsed));
}

std::vector<TagAttribute> Attributes::others() {
    std::vector<TagAttribute> result;
    for (auto& entry : entries_) {
        if (entry.asked || !entry.attribute.ns.empty()) continue;
        entry.asked = true;
        result.push_back(entry.attribute);
    }
    return result;
}

void Attributes::finish() {
    for (const auto& [attribute, asked] : entries_) {
        if (asked || isForEditors(attribute)) continue;
        mistake(attribute.written, fmt::format("unknown attribute '{}' on <{}>{}", attribute.written,
                                               tag_.written(), didYouMean(attribute.written, known_)));
        const auto meant = nearest(attribute.written, known_);
        std::erase_if(missing_, [&](const auto& one) { return one.first == meant; });
    }
    for (const auto& [name, sentence] : missing_) mistakes_.at(tag_.place(), sentence);
}

}  // namespace xmppconf::vector
