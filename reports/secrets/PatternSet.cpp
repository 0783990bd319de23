#include "reports/secrets/PatternSet.h"

#include <algorithm>

namespace xmppconf::reports {

namespace {

constexpr std::size_t kPairs = 65536;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::size_t octet(char c) { return static_cast<unsigned char>(c); }
std::size_t pair(std::string_view text) { return octet(text[0]) << 8U | octet(text[1]); }

}  // namespace

PatternSet::PatternSet() : buckets_(kPairs), single_(256) {}

void PatternSet::add(std::string_view text, std::size_t label) {
    if (text.empty()) return;
    Pattern pattern{lowered(text), label, 0};
    std::uint32_t& head = text.size() == 1 ? single_[octet(pattern.text[0])] : buckets_[pair(pattern.text)];
    for (std::uint32_t at = head; at != 0; at = patterns_[at - 1].next) {
        if (patterns_[at - 1].text == pattern.text) return;
    }
    pattern.next = head;
    patterns_.push_back(std::move(pattern));
    head = static_cast<std::uint32_t>(patterns_.size());
}

std::vector<PatternSet::Match> PatternSet::find(std::string_view text) const {
    std::vector<Match> matches;
    const std::string folded = lowered(text);
    const std::string_view view = folded;
    for (std::size_t at = 0; at < view.size(); ++at) {
        const std::string_view rest = view.substr(at);
        const Pattern* longest = nullptr;
        const auto tryAll = [&](std::uint32_t head) {
            for (; head != 0; head = patterns_[head - 1].next) {
                const Pattern& pattern = patterns_[head - 1];
                if (rest.starts_with(pattern.text) &&
                    (longest == nullptr || pattern.text.size() > longest->text.size())) {
                    longest = &pattern;
                }
            }
        };
        tryAll(single_[octet(rest[0])]);
        if (rest.size() > 1) tryAll(buckets_[pair(rest)]);
        if (longest != nullptr) matches.push_back({at, at + longest->text.size(), longest->label});
    }
    return matches;
}

PatternSet::Match PatternSet::cutAtEnd(std::string_view text, std::size_t least) const {
    Match result;
    for (const Pattern& pattern : patterns_) {
        const std::size_t longest = std::min(pattern.text.size() - 1, text.size());
        const std::size_t shortest = std::max(least, (pattern.text.size() + 1) / 2);
        for (std::size_t length = longest; length >= shortest && length > result.end - result.begin;
             --length) {
            const std::string_view tail = text.substr(text.size() - length);
            if (lower(tail[0]) != pattern.text[0]) continue;
            if (lowered(tail) != std::string_view(pattern.text).substr(0, length)) continue;
            result = {text.size() - length, text.size(), pattern.label};
            break;
        }
    }
    return result;
}

}  // namespace xmppconf::reports
