#include "harness/stream/Inbox.h"

#include <utility>

#include "harness/xml/Namespaces.h"

namespace xmppconf::stream {

namespace {

constexpr std::size_t kMostLeft = 1024 * 1024;

// What ends the stream behind a header or a refusal may belong to that (RFC 6120 sections 4.9.1.2, 6.4.5
// and 7.1).
bool isAnswer(const Item& item) {
    if (item.kind != Item::Kind::Element) return false;
    return item.element()->name != "failure" && item.element()->attribute("type") != "error";
}

}  // namespace

void Inbox::add(Item item) {
    item.early = isEarly(item);
    items_.push_back(std::move(item));
    hasUnread_ = true;
}

void Inbox::take(std::size_t index) {
    const Item& item = items_[index];
    answered_ = isAnswer(item);
    if (item.kind == Item::Kind::Ended || item.kind == Item::Kind::HungUp) return;
    if (hasUnread_ && index + 1 == items_.size()) hasUnread_ = false;
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(index));
}

bool Inbox::leave() {
    hasUnread_ = false;
    leftOctets_ += items_.back().event.treeOctets;
    return leftOctets_ <= kMostLeft;
}

void Inbox::dropUnread() {
    if (std::exchange(hasUnread_, false)) items_.pop_back();
}

void Inbox::sending(const Stream& stream) {
    if (!std::exchange(answered_, false)) return;
    const StreamFacts& facts = stream.facts();
    const Speech& said = facts.of(side_);
    const bool over = said.error || said.closed;  // what follows belongs to that
    heardBefore_ = over ? 0 : stream.heard(side_);
    endedBefore_ = !over && stream.ended() && facts.ending.first == side_;
}

bool Inbox::isEarly(const Item& item) const {
    switch (item.kind) {
        case Item::Kind::Element:
            return item.isElement(xml::ns::kStreams, "error") && item.end <= heardBefore_;
        case Item::Kind::ClosingTag:
            return item.end <= heardBefore_;
        case Item::Kind::Ended:
            return endedBefore_;
        default:
            return false;
    }
}

}  // namespace xmppconf::stream
