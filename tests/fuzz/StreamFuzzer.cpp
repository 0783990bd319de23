#include <fmt/format.h>

#include "harness/stream/Inbox.h"
#include "tests/fuzz/Input.h"

// Two sides talk on a stream: each piece of the input is what one of them says, or what happens to the
// stream. The order of what came, and all bounds, hold.

using namespace xmppconf;
using stream::Item;
using stream::Side;

namespace {

constexpr xml::ReaderLimits kTightLimits{.elementOctets = 512, .depth = 12, .attributes = 12};
constexpr stream::Terms kTerms{.initiator = kTightLimits, .receiver = kTightLimits};

class Talk {
  public:
    void hear(std::string_view piece) {
        now_ += std::chrono::microseconds(1);
        if (piece == "restart") return restart();
        if (piece == "ahead") return stream_.beginAhead();
        if (piece == "tls") return beginTls();
        if (piece == "notify") return stream_.closeNotify();
        if (piece == "fin")
            return stream_.end(Item::Kind::Ended, stream::Ending::Transport::Fin, "fin", now_);
        if (piece == "take" && inbox_.size() > 0) return inbox_.take(inbox_.size() / 2);
        if (piece == "leave" && inbox_.unread()) return (void)inbox_.leave();
        const Side side = piece.starts_with("C:") ? Side::Initiator : Side::Receiver;
        if (side == Side::Initiator) inbox_.sending(stream_);
        if (piece.size() > 2) stream_.feed(side, piece.substr(2), now_);
        read(side);
    }

    void check() const {
        const stream::StreamFacts& facts = stream_.facts();
        fuzz::require(facts.allFeatures.size() <= 10 && facts.seenAvailable.size() <= 100,
                      "facts grow without bound");
        fuzz::require(!facts.id || facts.receiver.header, "an id without a header");
        fuzz::require(!facts.features || !facts.allFeatures.empty(), "features that were never seen");
        fuzz::require(!facts.bound() || facts.receiver.stanzas > 0, "bound without an answer");
        const std::string closing = stream_.closing(Side::Initiator);
        fuzz::require(closing.starts_with("</") && closing.ends_with(">"),
                      "what closes a stream is no closing tag");
        for (std::size_t i = 1; i < inbox_.size(); ++i)
            fuzz::require(inbox_[i].at >= inbox_[i - 1].at, "the inbox lost its order");
        fuzz::require(inbox_.size() - inbox_.unsolicited() <= 1, "two items were not looked at");
    }

  private:
    void restart() {
        inbox_.dropUnread();
        stream_.restart();
    }
    void beginTls() {
        restart();
        stream_.beginTls();
        inbox_.beginTls();
        end_ = 0;
    }
    void read(Side side) {
        while (auto item = stream_.next(side)) {
            if (side == Side::Initiator) continue;
            fuzz::require(item->end >= end_ && item->end <= stream_.heard(side),
                          "the places of items go backwards");
            end_ = item->end;
            fuzz::require(item->kind == Item::Kind::Element || item->standing == Item::Standing::Due,
                          "only elements may be left for later");
            if (inbox_.unread()) inbox_.take(inbox_.size() - 1);
            if (item->kind != Item::Kind::Breach) inbox_.add(*std::move(item));
        }
    }

    stream::Stream stream_{kTerms};
    stream::Inbox inbox_{Side::Receiver};
    std::uint64_t end_ = 0;
    octets::Instant now_{};
};

}  // namespace

XMPPCONF_FUZZER(Stream) {
    fuzz::Input input(data, size);
    Talk talk;
    while (!input.empty()) {
        talk.hear(input.piece());
        talk.check();
    }
    return 0;
}
