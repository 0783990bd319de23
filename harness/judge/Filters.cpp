#include "harness/judge/Filters.h"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "harness/sasl/Base64.h"

namespace xmppconf::judge {

namespace {

constexpr std::size_t kLongestRepetition = 64 * 1024 * 1024;

std::size_t count(const std::string& text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string toHex(std::string_view octets) {
    std::string hex;
    hex.reserve(octets.size() * 2);
    for (unsigned char octet : octets) fmt::format_to(std::back_inserter(hex), "{:02x}", octet);
    return hex;
}

Result<std::string> fromHex(std::string_view hex) {
    if (hex.size() % 2 != 0) return Failure{"the hexadecimal text has an odd number of digits"};
    std::string octets;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        unsigned value = 0;
        const char* end = hex.data() + i + 2;
        if (std::from_chars(hex.data() + i, end, value, 16).ptr != end)
            return Failure{"the text is not hexadecimal"};
        octets += static_cast<char>(value);
    }
    return octets;
}

/// One bit changed such that Base64, hexadecimal digits and letters stay what they are: the lowest bit of
/// the first octet.
std::string flipped(std::string value) {
    if (!value.empty()) value.front() = static_cast<char>(value.front() ^ 1);
    return value;
}

Result<std::string> repeated(const std::string& value, std::size_t times) {
    if (times != 0 && value.size() > kLongestRepetition / times)
        return Failure{"the repetition is longer than 64 MiB"};
    std::string result;
    result.reserve(value.size() * times);
    for (std::size_t i = 0; i < times; ++i) result += value;
    return result;
}

Result<std::string> applyFilter(const vector::Filter& filter, std::string value) {
    if (filter.name == "base64") return sasl::encodeBase64(value);
    if (filter.name == "hex") return toHex(value);
    if (filter.name == "flip") return flipped(std::move(value));
    if (filter.name == "upper") return Poco::toUpper(value);
    if (filter.name == "lower") return Poco::toLower(value);
    if (filter.name == "repeat") return repeated(value, count(filter.argument));
    if (filter.name == "cut")
        return value.substr(0, value.size() - std::min(value.size(), count(filter.argument)));
    if (filter.name == "first") return value.substr(0, count(filter.argument));
    if (filter.name == "raw") return value;
    return Failure{fmt::format("there is no filter '{}'", filter.name)};
}

}  // namespace

Result<std::string> applyFilters(const std::vector<vector::Filter>& filters, std::string value) {
    for (const auto& filter : filters) {
        auto next = applyFilter(filter, std::move(value));
        if (!next) return next;
        value = std::move(next).value();
    }
    return value;
}

Result<std::string> decodeTaken(const std::vector<vector::Filter>& filters, std::string_view text) {
    std::string value(text);
    for (const auto& filter : filters) {
        if (filter.name == "base64") {
            // RFC 6120 6.4.2: a single equals sign stands for data of length zero
            auto decoded = value == "=" ? std::string() : sasl::decodeBase64(value);
            if (!decoded) return Failure{"the text is not strict Base64"};
            value = *std::move(decoded);
        } else if (filter.name == "hex") {
            auto decoded = fromHex(value);
            if (!decoded) return decoded;
            value = std::move(decoded).value();
        } else {
            return Failure{fmt::format("the filter '{}' cannot be applied to what is taken", filter.name)};
        }
    }
    return value;
}

bool isRaw(const std::vector<vector::Filter>& filters) {
    return std::any_of(filters.begin(), filters.end(),
                       [](const auto& filter) { return filter.name == "raw"; });
}

std::string escapeXml(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '\'':
                escaped += "&apos;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

Result<std::string> expand(const vector::Template& text, Values& values, Escaping escaping) {
    std::string result;
    for (const auto& part : text.parts) {
        if (const auto* literal = std::get_if<std::string>(&part)) {
            result += *literal;
        } else if (const auto* insert = std::get_if<vector::Insert>(&part)) {
            auto plain = values.value(insert->name);
            if (!plain) return plain;
            auto filtered = applyFilters(insert->filters, plain.value());
            if (!filtered) return filtered;
            if (!insert->filters.empty()) values.derived(plain.value(), filtered.value());
            const bool escape = escaping == Escaping::Xml && !isRaw(insert->filters);
            result += escape ? escapeXml(filtered.value()) : filtered.value();
        } else {
            return Failure{"something to take stands where only values can be inserted"};
        }
    }
    return result;
}

}  // namespace xmppconf::judge
