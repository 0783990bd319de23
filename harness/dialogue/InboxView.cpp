#include "harness/dialogue/InboxView.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

using Standing = stream::Item::Standing;

const stream::Item* InboxView::next(octets::Instant deadline) {
    if (const stream::Item* left = nextLeftOver()) return left;
    return stage_.await(connection_, deadline);
}

const stream::Item* InboxView::nextLeftOver() {
    const stream::Inbox& inbox = connection_.inbox();
    return at_ < inbox.unsolicited() ? &inbox[at_] : nullptr;
}

void InboxView::take() { connection_.take(at_); }

void InboxView::leave() {
    if (at_ == connection_.inbox().unsolicited()) connection_.leave();
    ++at_;
}

bool InboxView::mayLeave(const stream::Item& incoming, std::span<const vector::Pattern* const> patterns) {
    if (incoming.standing != Standing::OwnAccount) return false;
    const bool stanza = connection_.facts().isStanza(*incoming.element());
    return std::none_of(patterns.begin(), patterns.end(), [&](const vector::Pattern* pattern) {
        return stanza ? isAnswer(*pattern, *incoming.element(), stage_.scope)
                      : isOfKind(*pattern, *incoming.element());
    });
}

bool InboxView::isUnasked(const stream::Item& incoming, std::span<const vector::Pattern* const> patterns) {
    if (incoming.standing != Standing::Unasked) return false;
    return std::none_of(patterns.begin(), patterns.end(), [&](const vector::Pattern* pattern) {
        return isOfKind(*pattern, *incoming.element());
    });
}

std::string InboxView::note() const {
    std::string note;
    if (!connection_.alert().empty()) note = fmt::format(" (TLS has ended: {})", connection_.alert());
    const stream::Inbox& inbox = connection_.inbox();
    const std::size_t left = inbox.unsolicited();
    if (left == 0) return note;
    return note + fmt::format(" ({} unsolicited {}, the last {})", left, left == 1 ? "element" : "elements",
                              xml::toString(*inbox[left - 1].element(), 300));
}

}  // namespace xmppconf::dialogue
