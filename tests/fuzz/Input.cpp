#include "tests/fuzz/Input.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "harness/octets/Random.h"

namespace xmppconf::fuzz {

std::string_view Input::piece() {
    constexpr std::string_view kSeparator = "\n--\n";
    const auto end = rest_.find(kSeparator);
    const auto found = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + kSeparator.size());
    return found;
}

std::vector<std::string_view> cutUp(std::string_view octets) {
    constexpr std::size_t kLongest = 12;
    octets::SeededRandom random(octets.size(), octets);
    std::vector<std::string_view> pieces;
    while (!octets.empty()) {
        pieces.push_back(octets.substr(0, 1 + random.next() % kLongest));
        octets.remove_prefix(pieces.back().size());
    }
    return pieces;
}

std::vector<std::string_view> octetByOctet(std::string_view octets) {
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < octets.size(); ++i) pieces.push_back(octets.substr(i, 1));
    return pieces;
}

void fail(const std::string& sentence) { throw std::logic_error(sentence); }

void require(bool holds, const char* sentence) {
    if (!holds) fail(sentence);
}

bool isPrintable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

void requireQuotesNothing(const std::string& sentence) {
    if (!isPrintable(sentence)) fail("a sentence quotes foreign octets: " + sentence);
}

}  // namespace xmppconf::fuzz
