#include "harness/dialogue/Connection.h"

#include <fmt/format.h>

#include <utility>

namespace xmppconf::dialogue {

namespace {

using stream::Item;
using stream::Side;
using Transport = stream::Ending::Transport;

constexpr std::size_t kMostReceived = 4 * 1024 * 1024;
// Servers limit stanzas to 256 KiB, or less; some of what we send comes back with a little more around it.
constexpr stream::Terms kTerms{.receiver = {.elementOctets = 384 * 1024}};

}  // namespace

Connection::Connection(std::string name, std::unique_ptr<octets::Link> link, const octets::Clock& clock,
                       Recorder& recorder, judge::InvariantJudge& invariants)
    : name_(std::move(name)),
      link_(std::move(link)),
      clock_(clock),
      recorder_(recorder),
      invariants_(invariants),
      stream_(kTerms) {}

void Connection::absorb() {
    while (live()) {
        auto event = link_->take();
        if (!event) return;
        using Kind = octets::LinkEvent::Kind;
        switch (event->kind) {
            case Kind::Connected:
                connected_ = true;
                recorder_.event(name_, "connected");
                break;
            case Kind::ConnectFailed:
                failure_ = event->text;
                ended(Item::Kind::Ended, Transport::NeverStood, event->text);
                break;
            case Kind::Data:
                recorder_.received(name_, event->text);
                received_ += event->text.size();
                if (received_ > kMostReceived) {
                    hangUp("not judged: what the server sent exceeds xmppconf's limit of 4 MiB");
                } else {
                    heard(event->text);
                }
                break;
            case Kind::TlsEstablished:
                if (const octets::TlsFacts* tls = link_->tls()) stream_.secured(*tls);
                recorder_.event(name_, "TLS established: " + event->text);
                break;
            case Kind::TlsFailed:
                noteTlsFailure(*event);
                if (tlsEstablished()) breakOff(event->text);  // a failed handshake still has its end
                break;
            case Kind::TlsAlert:
                alert_ = event->text;
                stream_.endedFirstBy(Side::Receiver);
                recorder_.event(name_, "TLS has ended: " + event->text);
                break;
            case Kind::CloseNotify:
                stream_.closeNotify();
                recorder_.event(name_, "the server sent TLS close_notify");
                break;
            case Kind::Fin:
                stream_.endedFirstBy(Side::Receiver);
                ended(Item::Kind::Ended, Transport::Fin, "the server closed the connection");
                break;
            case Kind::Reset:
                stream_.endedFirstBy(Side::Receiver);
                ended(Item::Kind::Ended, Transport::Reset,
                      fmt::format("the connection was reset ({})", event->text));
                break;
        }
    }
}

void Connection::noteTlsFailure(const octets::LinkEvent& event) {
    failure_ = event.text;
    inHandshake_ = event.peer;
    recorder_.event(name_, "TLS failed: " + event.text);
}

void Connection::heard(std::string_view octets) {
    std::string sifted;
    if (facts().handshakeDue) {
        const std::size_t before = alerts_.alerts();
        sifted = alerts_.sift(octets);
        octets = sifted;
        if (alerts_.alerts() > before) recorder_.event(name_, "the server sent a TLS alert");
    }
    stream_.feed(Side::Receiver, octets, clock_.now());
}

void Connection::hangUp(std::string sentence) {
    stream_.endedFirstBy(Side::Initiator);
    alerts_ = {};
    if (live()) link_->reset();
    ended(Item::Kind::HungUp, Transport::Reset, std::move(sentence));
}

void Connection::breakOff(const std::string& sentence) {
    stream_.endedFirstBy(Side::Initiator);
    link_->reset();
    ended(Item::Kind::Unreadable, Transport::Reset, fmt::format("{}; we reset the connection", sentence));
}

void Connection::ended(Item::Kind kind, Transport how, std::string sentence) {
    if (const std::string rest = alerts_.rest(); !rest.empty())
        stream_.feed(Side::Receiver, rest, clock_.now());
    if (!alert_.empty()) sentence = fmt::format("{} ({})", sentence, alert_);
    recorder_.event(name_, sentence);
    stream_.end(kind, how, std::move(sentence), clock_.now());
}

const Item* Connection::peek() {
    while (!inbox_.unread()) {
        auto item = stream_.next(Side::Receiver);
        if (!item) {
            if (!stream_.ended()) return nullptr;
            inbox_.add(*stream_.ended());
            break;
        }
        if (item->kind == Item::Kind::Unreadable && item->event.violation == xml::Violation::TooLarge) {
            hangUp("not judged: " + item->event.detail);
            continue;
        }
        item->spoiledBy = invariants_.received(name_, item->event);
        if (item->kind != Item::Kind::Breach) inbox_.add(*std::move(item));
    }
    return inbox_.unread();
}

void Connection::leave() {
    if (!inbox_.leave())
        hangUp("not judged: the stanzas that nothing asked for exceed xmppconf's limit of 1 MiB");
}

Result<void> Connection::send(std::string_view octets, bool wellFormed, bool continued) {
    if (!wellFormed) checked_ = false;
    if (auto read = readOwn(octets); !read) return read;
    inbox_.sending(stream_);
    write(octets, continued);
    closingTagSent_ |= stream_.closed(Side::Initiator);
    return {};
}

void Connection::write(std::string_view octets, bool continued) {
    if (live() && !finished_ && alert_.empty()) {
        recorder_.sent(name_, octets, continued);
        link_->send(octets);
    } else if (!continued && !octets.empty()) {
        recorder_.event(name_, "the connection is over, so nothing more was sent");
    }
}

Result<void> Connection::readOwn(std::string_view octets) {
    stream_.feed(Side::Initiator, octets, clock_.now());
    while (auto item = stream_.next(Side::Initiator)) {
        if (!checked_) continue;
        if (item->kind == Item::Kind::Element) invariants_.sent(name_, *item->element());
        if (item->kind == Item::Kind::Unreadable)
            return Failure{fmt::format("what the vector sends is not well-formed: {}", item->event.detail)};
    }
    return {};
}

void Connection::startTls(octets::Network& network, const octets::TlsSettings& settings) {
    const std::string early = std::string(stream_.unread(Side::Receiver)) + alerts_.rest();
    restart();
    stream_.beginTls();
    inbox_.beginTls();
    link_ = network.secure(std::move(link_), settings, early);
    // what came before the end is known by now, and nothing else is waited for
    while (auto event = live() ? std::nullopt : link_->take())
        if (event->kind == octets::LinkEvent::Kind::TlsFailed) noteTlsFailure(*event);
}

void Connection::restart() {
    inbox_.dropUnread();
    stream_.restart();
    checked_ = true;
    closingTagSent_ = false;
}

Result<void> Connection::closeStream() {
    if (closingTagSent_ || !live()) {
        stream_.endedFirstBy(Side::Initiator);
        return {};
    }
    if (checked_ && !stream_.opened(Side::Initiator))
        return Failure{"no stream of ours is open that could be closed"};
    if (auto read = readOwn(stream_.closing(Side::Initiator)); !read) return read;
    writeClosingTag();
    return {};
}

void Connection::answerClosingTag() {
    if (closingTagSent_ || !live()) return stream_.endedFirstBy(Side::Initiator);
    writeClosingTag();  // a vector may go on with what the server does not read any more
}

void Connection::writeClosingTag() {
    stream_.endedFirstBy(Side::Initiator);
    closingTagSent_ = true;
    write(stream_.closing(Side::Initiator), false);
}

void Connection::answerCloseNotify() {
    if (!facts().ending.closeNotify || !live() || inbox_.unread()) return;
    if (std::exchange(closeNotifyAnswered_, true)) return;
    recorder_.event(name_, "we answered with TLS close_notify");
    link_->closeTls();
}

void Connection::finish() {
    stream_.endedFirstBy(Side::Initiator);
    if (live()) link_->finish();
    finished_ = true;
}

std::vector<std::string> Connection::judgeEnd(const judge::EndAfterError& end) {
    if (!facts().receiver.error) return {};
    return invariants_.endedAfterError(end);
}

void Connection::reset() {
    stream_.endedFirstBy(Side::Initiator);
    if (!live()) return;
    link_->reset();
    ended(Item::Kind::Ended, Transport::Reset, "we reset the connection");
}

}  // namespace xmppconf::dialogue
