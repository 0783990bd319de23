#include "tests/secrets/LeakFinder.h"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "harness/sasl/Base64.h"
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

std::string forHtml(std::string text) {
    for (const auto& [from, to] : {std::pair{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}})
        text = Poco::replace(text, std::string(from), std::string(to));
    return text;
}

std::string forJson(const std::string& text) {
    const std::string quoted =
        nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

void LeakFinder::add(std::string_view secret) {
    if (secret.size() < kShortest || std::find(secrets_.begin(), secrets_.end(), secret) != secrets_.end())
        return;
    secrets_.emplace_back(secret);
}

std::vector<std::string> LeakFinder::leaks(std::string_view text) const {
    std::vector<std::string> found;
    for (const std::string& secret : secrets_) {
        const std::string hex = sasl::toHex(secret);
        for (const std::string& form :
             {secret, forHtml(secret), forJson(secret), hex, Poco::toUpper(hex), base64Core(secret, 0),
              base64Core(secret, 1), base64Core(secret, 2)}) {
            if (text.find(form) != text.npos) found.push_back(fmt::format("{} as {}", hex, form));
        }
    }
    return found;
}

}  // namespace xmppconf::test
