#include "reports/secrets/SecretFinder.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "harness/sasl/Base64.h"
#include "reports/secrets/Base64Run.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kShort = 4;  // octets; below, a secret is looked for as it is only
constexpr std::size_t kLeastRun = (kShort * 8 + 5) / 6;  // characters of Base64 that can hold a secret
constexpr int kNesting = 2;                              // Base64 inside Base64
constexpr std::size_t kGroup = 4;    // a secret may begin anywhere in a group of four characters
constexpr std::size_t kEntity = 10;  // "&#x10FFFF;" without the ampersand

std::string hex(std::string_view octets) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string result;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        result += kDigits[octet >> 4U];
        result += kDigits[octet & 0xFU];
    }
    return result;
}

void appendUtf8(std::uint32_t c, std::string& text) {
    const auto add = [&](std::uint32_t octet) {
        text += static_cast<char>(static_cast<unsigned char>(octet));
    };
    if (c < 0x80) return add(c);
    if (c < 0x800) {
        add(0xC0U | (c >> 6U));
    } else {
        if (c < 0x10000) {
            add(0xE0U | (c >> 12U));
        } else {
            add(0xF0U | (c >> 18U));
            add(0x80U | ((c >> 12U) & 0x3FU));
        }
        add(0x80U | ((c >> 6U) & 0x3FU));
    }
    add(0x80U | (c & 0x3FU));
}

/// The character that an entity stands for: `name` is what is between `&` and `;`.
std::optional<std::uint32_t> entity(std::string_view name) {
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "amp") return '&';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    if (!name.starts_with('#')) return std::nullopt;
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x');
    if (hexadecimal) name.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
    if (error != std::errc() || end != name.data() + name.size() || number > 0x10FFFF) return std::nullopt;
    return number;
}

/// Text without its XML entities, and for each octet (and the end) where it stood.
struct Unescaped {
    std::string text;
    std::vector<std::uint32_t> positions;
};

Unescaped unescaped(std::string_view text) {
    Unescaped result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        std::optional<std::uint32_t> character;
        if (text[at] == '&') {
            const std::string_view rest = text.substr(at + 1, kEntity);
            const std::size_t end = rest.find(';');
            if (end != std::string_view::npos) character = entity(rest.substr(0, end));
            if (character) length = end + 2;
        }
        if (character) {
            appendUtf8(*character, result.text);
        } else {
            result.text += text[at];
        }
        result.positions.resize(result.text.size(), static_cast<std::uint32_t>(at));
        at += length;
    }
    result.positions.push_back(static_cast<std::uint32_t>(text.size()));
    return result;
}

}  // namespace

SecretFinder::SecretFinder(std::span<const sasl::Secret> secrets) {
    for (const sasl::Secret& secret : secrets) {
        const std::size_t label = labels_.size();
        labels_.push_back(secret.label.empty() ? "secret" : secret.label);
        plain_.add(secret.octets, label);
        if (secret.octets.size() < kShort) continue;
        std::string base64 = sasl::encodeBase64(secret.octets);
        base64.erase(std::min(base64.size(), base64.find('=')));
        for (const std::string& form : {secret.octets, hex(secret.octets), base64, visible(secret.octets)}) {
            plain_.add(form, label);
            wrapped_.add(form, label);
        }
    }
}

void SecretFinder::addMatches(std::string_view text, bool cut, Matches& matches) const {
    for (auto match : plain_.find(text)) {
        // Base64 padding belongs to what it pads: its length tells the length of the secret.
        if (isBase64(text[match.end - 1])) {
            while (match.end < text.size() && text[match.end] == '=') ++match.end;
        }
        matches.push_back(match);
    }
    if (cut) {
        const auto tail = plain_.cutAtEnd(text, kShort);
        if (tail.end > tail.begin) matches.push_back(tail);
    }
    addEncoded(text, cut, kNesting, matches);
}

void SecretFinder::addEncoded(std::string_view text, bool cut, int depth, Matches& matches) const {
    for (const Base64Run& run : base64Runs(text, kLeastRun)) {
        const bool atEnd = cut && text.size() - run.positions.back() <= kGroup;
        for (std::size_t skip = 0; skip < kGroup; ++skip) {
            const std::string decoded = run.decoded(skip);
            Matches inner = wrapped_.find(decoded);
            if (atEnd) {
                const auto tail = wrapped_.cutAtEnd(decoded, kShort);
                if (tail.end > tail.begin) inner.push_back(tail);
            }
            if (depth > 1) addEncoded(decoded, atEnd, depth - 1, inner);
            for (const auto& match : inner) {
                const std::size_t first = skip + match.begin * 8 / 6;
                const std::size_t last = std::min(skip + (match.end * 8 + 5) / 6, run.positions.size()) - 1;
                std::size_t begin = run.positions[first];
                std::size_t end = run.positions[last] + std::size_t{1};
                const bool known =
                    !matches.empty() && matches.back().begin <= begin && end <= matches.back().end;
                if (known) continue;  // also keeps the widening below linear
                // What stands beside it in the same word was encoded with it: all of that goes.
                while (begin > 0 && isBase64(text[begin - 1])) --begin;
                while (end < text.size() && (isBase64(text[end]) || text[end] == '=')) ++end;
                matches.push_back({begin, end, match.label});
            }
        }
    }
}

void SecretFinder::addUnescaped(std::string_view text, bool cut, Matches& matches) const {
    const Unescaped view = unescaped(text);
    Matches inner;
    addMatches(view.text, cut, inner);
    for (const auto& match : inner) {
        matches.push_back({view.positions[match.begin], view.positions[match.end], match.label});
    }
}

std::vector<SecretFinder::Span> SecretFinder::find(std::string_view text, bool cut) const {
    Matches matches;
    addMatches(text, cut, matches);
    if (text.find('&') != std::string_view::npos) addUnescaped(text, cut, matches);
    std::sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<Span> spans;
    for (const auto& match : matches) {
        if (!spans.empty() && match.begin <= spans.back().end) {
            spans.back().end = std::max(spans.back().end, match.end);
        } else {
            spans.push_back({match.begin, match.end, labels_[match.label]});
        }
    }
    return spans;
}

}  // namespace xmppconf::reports
