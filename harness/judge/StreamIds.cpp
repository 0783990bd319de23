#include "harness/judge/StreamIds.h"

#include <fmt/format.h>

#include "harness/judge/CountedIds.h"

namespace xmppconf::judge {

namespace {

constexpr std::size_t kLongestId = 1024;
constexpr std::size_t kMostOctets = 4 * 1024 * 1024;
constexpr std::size_t kLast = 64;  // what sixteen conversations at a time bring out of order lies within it
constexpr std::size_t kNoChance = 2;
constexpr std::size_t kShownOfId = 80;

}  // namespace

std::size_t StreamIds::newConversation() {
    const std::lock_guard lock(mutex_);
    return ++conversations_;
}

HeardStreamId StreamIds::hear(std::string_view id, const Source& source) {
    HeardStreamId heard;
    if (id.size() > kLongestId) return heard;
    const std::lock_guard lock(mutex_);
    last_.emplace_back(id);
    if (last_.size() > kLast) last_.pop_front();
    heard.enough = last_.size() >= kFewestCounted;
    heard.repeated = repeated(last_.back(), source);
    heard.counted = countedText(last_);
    return heard;
}

std::string StreamIds::repeated(const std::string& id, const Source& source) {
    auto found = first_.find(id);
    if (found == first_.end()) {
        if (octets_ + id.size() > kMostOctets) return {};
        octets_ += id.size();
        first_.emplace(id, source);
        return {};
    }
    const Source& first = found->second;
    // That a restarted stream has a new one is a requirement of its own.
    if (first.conversation == source.conversation && first.connection == source.connection) return {};
    const std::string where =
        fmt::format("id='{:.{}}' in {} and in {}", id, kShownOfId, first.vector, source.vector);
    if (++repeats_ == 1) firstRepeat_ = where;
    if (repeats_ < kNoChance) return {};
    return fmt::format("{}; {}", where, firstRepeat_);
}

}  // namespace xmppconf::judge
