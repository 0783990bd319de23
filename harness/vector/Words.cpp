#include "harness/vector/Words.h"

#include <algorithm>
#include <charconv>

#include "harness/xml/OctetScan.h"

namespace xmppconf::vector {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLowerOrDigit(char c) { return isLower(c) || isDigit(c); }

template <class Test>
bool all(std::string_view text, Test test) {
    return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

bool isSection(std::string_view text) {
    const auto parts = split(text, '.');
    return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return all(part, [](char c) { return isDigit(c) || isUpper(c); });
    });
}

int hexDigit(char c) {
    if (isDigit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

bool isSlug(std::string_view text) {
    return all(text, [](char c) { return isLowerOrDigit(c) || c == '.' || c == '-'; }) &&
           isLowerOrDigit(text.front()) && isLowerOrDigit(text.back());
}

bool isConnection(std::string_view text) {
    return all(text, [](char c) { return isLowerOrDigit(c) || c == '-'; }) && isLower(text.front());
}

bool isName(std::string_view text) {
    const auto parts = split(text, '.');
    return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return all(part, [](char c) { return isLowerOrDigit(c) || c == '-'; }) &&
               isLowerOrDigit(part.front());
    });
}

bool isVectorId(std::string_view text) {
    const auto parts = split(text, '/');
    return parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), isSlug);
}

bool isSpecification(std::string_view text) {
    return all(text, [](char c) { return isUpper(c) || isDigit(c) || c == '-'; }) && isUpper(text.front());
}

bool isErrata(std::string_view text) {
    const auto ids = words(text);
    return text == "none" || (!ids.empty() && std::all_of(ids.begin(), ids.end(),
                                                          [](const auto& id) { return all(id, isDigit); }));
}

std::optional<RequirementId> requirementId(std::string_view text) {
    const auto parts = split(text, '/');
    if (parts.size() != 3 || !isSpecification(parts[0]) || !isSection(parts[1]) || !isSlug(parts[2]))
        return std::nullopt;
    return RequirementId{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])};
}

std::optional<octets::Duration> duration(std::string_view text) {
    const bool milliseconds = text.ends_with("ms");
    if (!milliseconds && !text.ends_with('s')) return std::nullopt;
    text.remove_suffix(milliseconds ? 2 : 1);
    const auto value = number(text, milliseconds ? 6 : 3);
    if (!value || text.front() == '0') return std::nullopt;
    if (milliseconds) return std::chrono::milliseconds(*value);
    return std::chrono::seconds(*value);
}

std::optional<std::string> octetsOf(std::string_view hex) {
    std::string octets;
    for (auto at = hex.find_first_not_of(xml::kWhiteSpace); at < hex.size();
         at = hex.find_first_not_of(xml::kWhiteSpace, at + 2)) {
        const int high = hexDigit(hex[at]);
        const int low = at + 1 < hex.size() ? hexDigit(hex[at + 1]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        octets += static_cast<char>(high * 16 + low);
    }
    if (octets.empty()) return std::nullopt;
    return octets;
}

std::optional<unsigned> number(std::string_view text, std::size_t digits) {
    unsigned value = 0;
    if (text.size() > digits || !all(text, isDigit)) return std::nullopt;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) return std::nullopt;
    return value;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result;
    for (auto at = text.find_first_not_of(xml::kWhiteSpace); at != std::string_view::npos;
         at = text.find_first_not_of(xml::kWhiteSpace, at)) {
        const auto end = std::min(text.find_first_of(xml::kWhiteSpace, at), text.size());
        result.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return result;
}

std::string collapsed(std::string_view text) {
    std::string result;
    for (const auto& word : words(text)) {
        if (!result.empty()) result += ' ';
        result += word;
    }
    return result;
}

}  // namespace xmppconf::vector
