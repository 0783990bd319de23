#include "harness/dialogue/Inbox.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

using Standing = Incoming::Standing;

const Incoming* Inbox::next(octets::Instant deadline) {
    if (const Incoming* left = nextLeftOver()) return left;
    return stage_.await(connection_, deadline);
}

const Incoming* Inbox::nextLeftOver() {
    const auto& left = connection_.leftOver();
    return at_ < left.size() ? &left[at_] : nullptr;
}

void Inbox::take() {
    if (at_ < connection_.leftOver().size()) {
        connection_.takeLeftOver(at_);
    } else {
        connection_.consume();
    }
}

void Inbox::leave() {
    if (at_ == connection_.leftOver().size()) connection_.leave();
    ++at_;
}

bool Inbox::mayLeave(const Incoming& incoming, std::span<const vector::Pattern* const> patterns) {
    if (incoming.standing != Standing::OwnAccount) return false;
    const bool stanza = isStanza(*incoming.element);
    return std::none_of(patterns.begin(), patterns.end(), [&](const vector::Pattern* pattern) {
        return stanza ? isAnswer(*pattern, *incoming.element, stage_.scope)
                      : isOfKind(*pattern, *incoming.element);
    });
}

bool Inbox::isUnasked(const Incoming& incoming, std::span<const vector::Pattern* const> patterns) {
    if (incoming.standing != Standing::Unasked) return false;
    return std::none_of(patterns.begin(), patterns.end(), [&](const vector::Pattern* pattern) {
        return isOfKind(*pattern, *incoming.element);
    });
}

std::string Inbox::note() const {
    std::string note;
    if (!connection_.alert().empty()) note = fmt::format(" (TLS has ended: {})", connection_.alert());
    const auto& left = connection_.leftOver();
    if (left.empty()) return note;
    return note + fmt::format(" ({} unsolicited {}, the last {})", left.size(),
                              left.size() == 1 ? "element" : "elements",
                              xml::toString(*left.back().element, 300));
}

}  // namespace xmppconf::dialogue
