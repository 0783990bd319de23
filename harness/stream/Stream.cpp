#include "harness/stream/Stream.h"

#include <utility>

#include "harness/xml/Namespaces.h"

namespace xmppconf::stream {

namespace {

constexpr std::size_t kMostArrivals = 1000;

Item::Kind kindOf(const xml::StreamEvent& event) {
    switch (event.kind) {
        case xml::StreamEvent::Kind::Header:
            return Item::Kind::Header;
        case xml::StreamEvent::Kind::Element:
            return Item::Kind::Element;
        case xml::StreamEvent::Kind::Closed:
            return Item::Kind::ClosingTag;
        case xml::StreamEvent::Kind::Violation:
            break;
    }
    return xml::isFatal(event.violation) ? Item::Kind::Unreadable : Item::Kind::Breach;
}

}  // namespace

Stream::Stream(Terms terms) : terms_(terms) {
    facts_.content = terms.content;
    initiator_.framing = documentFraming(terms.initiator);
    receiver_.framing = documentFraming(terms.receiver);
}

void Stream::feed(Side side, std::string_view octets, octets::Instant at) {
    Speaker& speaker = of(side);
    of(other(side)).whiteSpace.otherSpeaks();
    if (speaker.framing->unread().empty()) speaker.whiteSpace.next(octets);
    speaker.fed += octets.size();
    // a peer that drips: the last ones stand for more
    if (speaker.arrivals.size() >= kMostArrivals) speaker.arrivals.pop_back();
    speaker.arrivals.push_back({speaker.fed, at});
    speaker.framing->feed(octets);
}

std::optional<Item> Stream::next(Side side) {
    Speaker& speaker = of(side);
    auto event = speaker.framing->next();
    if (!event) return std::nullopt;
    Item item{.kind = kindOf(*event), .event = *std::move(event)};
    if (item.kind == Item::Kind::Element) item.standing = standing(side, *item.element());
    if (item.kind == Item::Kind::Header) speaker.header = item.event.element;
    if (item.kind == Item::Kind::ClosingTag) speaker.closed = true;
    if (item.kind == Item::Kind::Unreadable) {
        speaker.readable = false;
        item.sentence = "what cannot be read as XML: " + item.event.detail;
    }
    facts_.learn(side, item.event);
    speaker.whiteSpace.read(item.event.kind);
    speaker.whiteSpace.next(speaker.framing->unread());
    item.end = speaker.fed - speaker.framing->unread().size();
    std::deque<Arrival>& arrivals = speaker.arrivals;
    while (arrivals.size() > 1 && arrivals.front().end < item.end) arrivals.pop_front();
    if (!arrivals.empty()) item.at = arrivals.front().at;
    return item;
}

// Features end the negotiation, once, also behind binding (RFC 6120 section 4.3.5); they answer a header, and
// nothing else.
Item::Standing Stream::standing(Side side, const xml::Element& element) const {
    using Standing = Item::Standing;
    if (side == Side::Initiator || element.is(xml::ns::kStreams, "error")) return Standing::Due;
    if (element.is(xml::ns::kStreams, "features")) {
        if (facts_.bound()) return facts_.featuresSinceBound == 0 ? Standing::OwnAccount : Standing::Unasked;
        return facts_.features ? Standing::Unasked : Standing::Due;
    }
    if (!facts_.bound()) return Standing::Due;
    if (facts_.isStanza(element)) return Standing::OwnAccount;
    const bool asked = !initiator_.readable || facts_.initiator.named(element.ns);
    return asked ? Standing::Due : Standing::Unasked;
}

void Stream::restart() {
    receiver_.framing->restart();
    receiver_.readable = true;
    receiver_.header.reset();
    receiver_.closed = false;
    if (!std::exchange(ahead_, false)) forget(Side::Initiator);
    facts_.restart();
}

void Stream::beginAhead() {
    ahead_ = true;
    forget(Side::Initiator);
}

void Stream::beginTls() {
    ahead_ = false;
    forget(Side::Initiator);
    forget(Side::Receiver);
    initiator_.fed = receiver_.fed = 0;
    facts_.restart();
    facts_.handshakeDue = false;
}

// Nothing of what is unfinished is read again.
void Stream::forget(Side side) {
    Speaker& speaker = of(side);
    speaker.framing = documentFraming(side == Side::Initiator ? terms_.initiator : terms_.receiver);
    speaker.readable = true;
    speaker.header.reset();
    speaker.closed = false;
    speaker.arrivals.clear();
}

void Stream::closeNotify() {
    facts_.ending.closeNotify = true;
    facts_.endedFirstBy(Side::Receiver);
}

void Stream::end(Item::Kind kind, Ending::Transport how, std::string sentence, octets::Instant at) {
    if (kind == Item::Kind::HungUp) forget(Side::Receiver);  // not worth its memory
    facts_.ending.transport = how;
    end_ = Item{.kind = kind, .sentence = std::move(sentence), .at = at};
}

}  // namespace xmppconf::stream
