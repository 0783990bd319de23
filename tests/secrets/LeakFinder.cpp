#include "tests/secrets/LeakFinder.h"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Charset.h"
#include "harness/sasl/Digest.h"

namespace xmppconf::test {

namespace {

constexpr std::size_t kShortest = 6;  // below, it is in any text by chance

/// The characters that stand for the secret alone when `before` octets were encoded in front of it.
std::string base64Core(const std::string& secret, std::size_t before) {
    const std::string encoded = sasl::encodeBase64(std::string(before, '\0') + secret);
    const std::size_t begin = (before * 8 + 5) / 6;
    return encoded.substr(begin, (before + secret.size()) * 8 / 6 - begin);
}

/// The text with all character references resolved: of XML, HTML, and Markdown as we write it.
std::string withoutReferences(std::string_view text) {
    static const std::map<std::string_view, char> kNames = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    std::string resolved;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view name = text.substr(at + 1, text.find(';', at) - at - 1);
        const auto known = kNames.find(name);
        if (text[at] != '&' || name.size() > 6 || (known == kNames.end() && !name.starts_with('#'))) {
            resolved += text[at];
            continue;
        }
        if (known != kNames.end()) {
            resolved += known->second;
        } else {
            const bool hex = name.starts_with("#x");
            const std::string digits(name.substr(hex ? 2 : 1));
            resolved += sasl::utf8FromUtf16(std::u16string(
                1, static_cast<char16_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10))));
        }
        at += name.size() + 1;
    }
    return resolved;
}

std::string forJson(const std::string& text) {
    const std::string quoted =
        nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return quoted.substr(1, quoted.size() - 2);
}

std::string around(std::string_view text, std::size_t at, std::size_t size) {
    constexpr std::size_t kBeside = 200;
    const std::size_t begin = at - std::min(at, kBeside);
    return std::string(text.substr(begin, at - begin + size + kBeside));
}

}  // namespace

void LeakFinder::add(std::string_view secret) {
    if (secret.size() < kShortest || std::find(secrets_.begin(), secrets_.end(), secret) != secrets_.end())
        return;
    secrets_.emplace_back(secret);
}

std::vector<std::string> LeakFinder::leaks(std::string_view text) const {
    std::vector<std::string> found;
    const std::string resolved = withoutReferences(text);
    for (const std::string& secret : secrets_) {
        const std::string hex = sasl::toHex(secret);
        for (const std::string& form :
             {secret, forJson(secret), hex, Poco::toUpper(hex), base64Core(secret, 0), base64Core(secret, 1),
              base64Core(secret, 2)}) {
            const std::string_view leaky = text.find(form) != text.npos ? text : resolved;
            if (const auto at = leaky.find(form); at != leaky.npos)
                found.push_back(fmt::format("{} as {}: {}", hex, form, around(leaky, at, form.size())));
        }
    }
    return found;
}

}  // namespace xmppconf::test
