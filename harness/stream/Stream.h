#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/stream/Item.h"
#include "harness/stream/Side.h"
#include "harness/stream/StreamFacts.h"
#include "harness/stream/StreamFraming.h"
#include "harness/stream/WhiteSpaceWatch.h"
#include "harness/xml/Namespaces.h"

namespace xmppconf::stream {

/// What a stream is read with.
struct Terms {
    std::string_view content = xml::ns::kClient;  ///< the namespace of stanzas
    xml::ReaderLimits initiator{};                ///< what the side may make us hold
    xml::ReaderLimits receiver{};
};

/// The streams of one connection, one after the other, as a machine without I/O: (time, side, octets) in,
/// what the sides said and the facts out. It reads no further than it is asked, so that whoever drives it
/// says where a new stream begins, rightly or wrongly. Never blocks, never throws; holds what was fed and not
/// read, and one element of each side.
class Stream {
  public:
    explicit Stream(Terms terms = {});

    /// Octets above TLS, in pieces of any size.
    void feed(Side side, std::string_view octets, octets::Instant at);
    /// The next thing that the side said, learnt from; nothing where its octets complete none. Behind
    /// something unreadable nothing comes until a new stream begins.
    std::optional<Item> next(Side side);
    /// What was fed and not read.
    std::string_view unread(Side side) const { return of(side).framing->unread(); }
    /// How many octets were fed since TLS began.
    std::uint64_t heard(Side side) const { return of(side).fed; }
    /// All that the side said on the present stream could be read.
    bool readable(Side side) const { return of(side).readable; }
    /// A header of the side is open on the present stream.
    bool opened(Side side) const { return of(side).header != nullptr; }
    /// The side has closed its present stream.
    bool closed(Side side) const { return of(side).closed; }
    /// What closes the side's present stream.
    std::string closing(Side side) const { return of(side).framing->closing(of(side).header.get()); }

    /// A new stream begins, both ways, behind what has been read (RFC 6120 section 4.3.3). What the initiator
    /// left unfinished is dropped.
    void restart();
    /// The initiator begins the next stream by itself; the next `restart` leaves its side as it is then.
    void beginAhead();
    /// TLS begins: a new stream both ways, and nothing that was said in the clear is part of it (section
    /// 5.4.3.3).
    void beginTls();
    void secured(const octets::TlsFacts& tls) { facts_.tls = tls; }

    void closeNotify();  ///< of the receiver
    void endedFirstBy(Side side) { facts_.endedFirstBy(side); }
    /// The connection is over; `kind` is Ended, HungUp or Unreadable. What was fed before can still be read,
    /// but for HungUp.
    void end(Item::Kind kind, Ending::Transport how, std::string sentence, octets::Instant at);
    /// How the connection ended; null: it has not.
    const Item* ended() const { return end_ ? &*end_ : nullptr; }

    /// White space came before an element of this side since the other one spoke (sections 5.3.3 and 6.3.5).
    bool whiteSpace(Side side) const { return of(side).whiteSpace.seen(); }
    const StreamFacts& facts() const { return facts_; }

  private:
    struct Arrival {
        std::uint64_t end = 0;  ///< of what had been fed then
        octets::Instant at{};
    };
    struct Speaker {
        std::unique_ptr<StreamFraming> framing;
        std::uint64_t fed = 0;
        std::deque<Arrival> arrivals;  ///< of what has not been read
        bool readable = true;
        xml::ElementPtr header;  ///< of the present stream; null: none is open
        bool closed = false;     ///< the present stream
        WhiteSpaceWatch whiteSpace;
    };
    Speaker& of(Side side) { return side == Side::Initiator ? initiator_ : receiver_; }
    const Speaker& of(Side side) const { return side == Side::Initiator ? initiator_ : receiver_; }
    void forget(Side side);
    Item::Standing standing(Side side, const xml::Element& element) const;

    Terms terms_;
    Speaker initiator_;
    Speaker receiver_;
    bool ahead_ = false;  ///< the initiator has begun its next stream already
    StreamFacts facts_;
    std::optional<Item> end_;
};

}  // namespace xmppconf::stream
