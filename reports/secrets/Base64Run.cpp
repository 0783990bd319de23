#include "reports/secrets/Base64Run.h"

#include <utility>

namespace xmppconf::reports {

namespace {

unsigned valueOf(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 26U;
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 52U;
    return c == '+' ? 62U : 63U;
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

bool isBase64(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

std::string Base64Run::decoded(std::size_t skip) const {
    std::string result;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (std::size_t i = skip; i < characters.size(); ++i) {
        bits = (bits << 6U) | valueOf(characters[i]);
        count += 6;
        if (count >= 8) {
            count -= 8;
            result += static_cast<char>(static_cast<unsigned char>((bits >> count) & 0xFFU));
        }
    }
    return result;
}

std::vector<Base64Run> base64Runs(std::string_view text, std::size_t least) {
    std::vector<Base64Run> runs;
    Base64Run run;
    const auto finish = [&] {
        if (run.characters.size() >= least) runs.push_back(std::move(run));
        run = {};
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isBase64(text[at])) {
            run.characters += text[at];
            run.positions.push_back(static_cast<std::uint32_t>(at));
        } else if (!isSpace(text[at])) {
            finish();
        }
    }
    finish();
    return runs;
}

}  // namespace xmppconf::reports
