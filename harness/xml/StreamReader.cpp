#include "harness/xml/StreamReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "harness/xml/DocumentParser.h"
#include "harness/xml/OctetScan.h"
#include "harness/xml/Patience.h"

namespace xmppconf::xml {

namespace {

/// What the buffer may keep when it is empty.
constexpr std::size_t kKeptCapacity = 256 * 1024;
/// expat counts octets in an int and doubles its buffers.
constexpr std::size_t kLargestLimit = 256 * 1024 * 1024;

std::string sizeOf(std::size_t octets) {
    return octets % 1024 == 0 ? fmt::format("{} KiB", octets / 1024) : fmt::format("{} octets", octets);
}

}  // namespace

/// Keeps the octets that no event covers yet and gives expat what it can make something of. Offsets count
/// from the beginning of the stream: covered_ <= handed_ <= good_ <= end of pending_.
class StreamReader::Impl {
  public:
    /// `restarted`: white space in front belongs to no document.
    Impl(ReaderLimits limits, bool restarted) : limits_(limits), restarted_(restarted) {}

    void feed(std::string_view octets);
    std::optional<StreamEvent> next();
    std::string_view unread() const { return from(covered_); }
    const ReaderLimits& limits() const { return limits_; }

  private:
    std::uint64_t end() const { return base_ + pending_.size(); }
    std::string_view from(std::uint64_t offset) const {
        return std::string_view(pending_).substr(static_cast<std::size_t>(offset - base_));
    }
    /// What is fit for expat from there on.
    std::string_view known(std::uint64_t offset) const {
        return from(offset).substr(0, static_cast<std::size_t>(good_ - offset));
    }
    void dropCovered();
    void scan();
    /// No XML parser may see what stands at good_.
    bool bad() const { return rest_ == OctetScan::Rest::BadUtf8 || rest_ == OctetScan::Rest::Nul; }
    std::uint64_t endOfWhiteSpace(std::uint64_t offset) const;
    /// Makes progress towards the next event; false when more octets are needed first.
    bool advance();
    bool begin();
    bool readBehindRoot();
    /// How many octets to give to expat now.
    std::size_t due();
    bool failAtBadOctets();
    bool fail(Violation violation, std::string detail, std::uint64_t where);

    const ReaderLimits limits_;
    const bool restarted_;
    std::unique_ptr<DocumentParser> parser_;  ///< null: no markup of the document was seen yet
    std::optional<StreamEvent> failure_;      ///< found outside of expat
    std::string pending_;
    std::uint64_t base_ = 0;     ///< where pending_ begins
    std::uint64_t lead_ = 0;     ///< nothing but white space before it
    std::uint64_t covered_ = 0;  ///< by events returned, or skipped as white space
    std::uint64_t handed_ = 0;   ///< to expat
    std::uint64_t good_ = 0;     ///< scanned, and fit for expat
    OctetScan::Rest rest_ = OctetScan::Rest::None;
    Patience patience_;
    bool dead_ = false;
};

void StreamReader::Impl::feed(std::string_view octets) {
    if (dead_ || failure_) return;
    dropCovered();
    pending_.append(octets);
    patience_.fed(octets.size());
    scan();
}

void StreamReader::Impl::dropCovered() {
    const auto covered = static_cast<std::size_t>(covered_ - base_);
    if (covered == pending_.size()) {
        pending_.clear();
        if (pending_.capacity() > kKeptCapacity) pending_.shrink_to_fit();
    } else if (covered > pending_.size() / 2) {
        pending_.erase(0, covered);
    } else {
        return;
    }
    base_ = covered_;
}

void StreamReader::Impl::scan() {
    if (bad()) return;
    const OctetScan found = scanOctets(from(good_));
    good_ += found.good;
    rest_ = found.rest;
}

std::optional<StreamEvent> StreamReader::Impl::next() {
    while (!dead_) {
        if (parser_ && !parser_->events().empty()) {
            StreamEvent event = std::move(parser_->events().front());
            parser_->events().pop_front();
            covered_ = std::max(covered_, event.end);
            if (parser_->failed() && parser_->events().empty()) {
                dead_ = true;
                pending_ = {};
                base_ = covered_;
            }
            return event;
        }
        if (failure_) {
            dead_ = true;
            pending_ = {};
            base_ = covered_ = failure_->end;
            return std::exchange(failure_, std::nullopt);
        }
        if (!advance()) break;
    }
    return std::nullopt;
}

bool StreamReader::Impl::advance() {
    if (!parser_) return begin();
    if (parser_->closed()) return readBehindRoot();
    if (parser_->suspended()) {
        parser_->resume();
    } else if (const std::size_t length = due(); length > 0) {
        const std::string_view octets = from(handed_).substr(0, length);
        handed_ += length;
        parser_->parse(octets);
    } else if (const std::uint64_t most = parser_->itemStart() + limits_.elementOctets;
               end() > most && handed_ == most) {
        return fail(Violation::TooLarge,
                    fmt::format("element exceeds xmppconf's limit of {} (it begins at offset {})",
                                sizeOf(limits_.elementOctets), parser_->itemStart()),
                    most);
    } else {
        return bad() && failAtBadOctets();
    }
    if (parser_->events().empty()) covered_ = std::max(covered_, parser_->skipped());
    if (!parser_->suspended() && !parser_->failed()) {
        const std::uint64_t token = std::clamp(parser_->tokenStart(), covered_, handed_);
        patience_.settle(token, handed_, known(token));
    }
    return true;
}

bool StreamReader::Impl::begin() {
    lead_ = endOfWhiteSpace(lead_);
    // White space between the element that ended the old stream and the new one belongs to neither, and may
    // arrive before or after the restart.
    if (restarted_) covered_ = handed_ = lead_;
    if (lead_ - handed_ > limits_.elementOctets) {
        return fail(Violation::TooLarge,
                    fmt::format("white space before the stream header exceeds xmppconf's limit of {}",
                                sizeOf(limits_.elementOctets)),
                    limits_.elementOctets);
    }
    if (lead_ == end()) return false;
    if (from(lead_).front() == '<') {
        parser_ = std::make_unique<DocumentParser>(limits_, handed_);
        return true;
    }
    // Said at once, whatever follows. This includes all that would make expat believe in UTF-16.
    if (good_ == lead_ && rest_ == OctetScan::Rest::Incomplete) return false;
    if (good_ == lead_ && rest_ == OctetScan::Rest::BadUtf8) return failAtBadOctets();
    if (from(lead_).starts_with("\xEF\xBB\xBF")) {
        return fail(Violation::ByteOrderMark,
                    fmt::format("U+FEFF at offset {}, before the stream header", lead_), lead_);
    }
    return fail(
        Violation::NotWellFormed,
        fmt::format("not well-formed at offset {}: something other than markup before the stream header",
                    lead_),
        lead_);
}

bool StreamReader::Impl::readBehindRoot() {
    covered_ = endOfWhiteSpace(covered_);
    if (covered_ == end()) return false;
    return fail(
        Violation::NotWellFormed,
        fmt::format(
            "not well-formed at offset {}: something other than white space behind the closing tag of "
            "the stream",
            covered_),
        covered_);
}

bool StreamReader::Impl::failAtBadOctets() {
    if (rest_ == OctetScan::Rest::Nul) {
        return fail(Violation::NotWellFormed, fmt::format("not well-formed at offset {}: a NUL octet", good_),
                    good_);
    }
    return fail(Violation::BadUtf8, fmt::format("octets that are not UTF-8 at offset {}", good_), good_);
}

std::uint64_t StreamReader::Impl::endOfWhiteSpace(std::uint64_t offset) const {
    const std::string_view octets = from(offset);
    return offset + std::min(octets.find_first_not_of(kWhiteSpace), octets.size());
}

std::size_t StreamReader::Impl::due() {
    const std::uint64_t most = parser_->itemStart() + limits_.elementOctets;
    const std::uint64_t ready = std::min(good_, most);
    if (ready <= handed_) return 0;
    std::size_t allowed = Patience::kSlice;
    if (patience_.waiting()) {
        const std::uint64_t token = patience_.token();
        allowed =
            patience_.allow(known(token), static_cast<std::size_t>(handed_ - token), ready == most || bad());
    }
    return std::min(static_cast<std::size_t>(ready - handed_), allowed);
}

bool StreamReader::Impl::fail(Violation violation, std::string detail, std::uint64_t where) {
    failure_ =
        StreamEvent{StreamEvent::Kind::Violation, nullptr, {}, false, violation, std::move(detail), where};
    return true;
}

StreamReader::StreamReader(ReaderLimits limits) {
    limits.elementOctets = std::min(limits.elementOctets, kLargestLimit);
    impl_ = std::make_unique<Impl>(limits, false);
}

StreamReader::~StreamReader() = default;
StreamReader::StreamReader(StreamReader&&) noexcept = default;
StreamReader& StreamReader::operator=(StreamReader&&) noexcept = default;

void StreamReader::feed(std::string_view octets) { impl_->feed(octets); }

std::optional<StreamEvent> StreamReader::next() { return impl_->next(); }

void StreamReader::restart() {
    auto fresh = std::make_unique<Impl>(impl_->limits(), true);
    fresh->feed(impl_->unread());
    impl_ = std::move(fresh);
}

std::string_view StreamReader::unread() const { return impl_->unread(); }

}  // namespace xmppconf::xml
