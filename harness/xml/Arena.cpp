#include "harness/xml/Arena.h"

#include <algorithm>

namespace xmppconf::xml {

namespace {

constexpr std::size_t kFirstBlock = 1024;
constexpr std::size_t kLargestStep = 256 * 1024;

}  // namespace

std::string_view Arena::append(std::string_view text, std::string_view more) {
    if (text.empty()) return copy(more);
    if (text.data() + text.size() == tip_ && more.size() <= static_cast<std::size_t>(end_ - tip_)) {
        std::memcpy(tip_, more.data(), more.size());
        tip_ += more.size();
        return {text.data(), text.size() + more.size()};
    }
    char* const place = static_cast<char*>(allocate(text.size() + more.size(), 1));
    std::memcpy(place, text.data(), text.size());
    std::memcpy(place + text.size(), more.data(), more.size());
    return {place, text.size() + more.size()};
}

void* Arena::allocateElsewhere(std::size_t size) {
    // Twice what is asked for, so that a text that grows piece by piece is copied a few times only.
    const std::size_t step = blocks_.empty() ? kFirstBlock : std::min(blocks_.back().size * 2, kLargestStep);
    const std::size_t blockSize = std::max(size * 2, step);
    blocks_.push_back({std::unique_ptr<char[]>(new char[blockSize]), blockSize});
    octets_ += blockSize;
    char* const place = blocks_.back().memory.get();  // aligned for everything, as operator new[] is
    tip_ = place + size;
    end_ = place + blockSize;
    return place;
}

void Arena::reset() {
    if (blocks_.empty()) return;
    blocks_.resize(blocks_.front().size == kFirstBlock ? 1 : 0);
    octets_ = blocks_.empty() ? 0 : kFirstBlock;
    tip_ = blocks_.empty() ? nullptr : blocks_.front().memory.get();
    end_ = tip_ + octets_;
}

}  // namespace xmppconf::xml
