#include "harness/dialogue/Connection.h"

#include <fmt/format.h>

#include <utility>

#include "harness/dialogue/Expectation.h"
#include "harness/dialogue/Features.h"

namespace xmppconf::dialogue {

namespace {

constexpr std::string_view kStreams = "http://etherx.jabber.org/streams";
constexpr std::string_view kStreamErrors = "urn:ietf:params:xml:ns:xmpp-streams";
constexpr std::string_view kTls = "urn:ietf:params:xml:ns:xmpp-tls";
constexpr std::string_view kBind = "urn:ietf:params:xml:ns:xmpp-bind";
constexpr std::size_t kMostReceived = 4 * 1024 * 1024;
// Servers limit stanzas to 256 KiB, or less; some of what we send comes back with a little more around it.
constexpr xml::ReaderLimits kLimits{.elementOctets = 384 * 1024};
constexpr std::size_t kMostLeft = 1024 * 1024;
constexpr std::size_t kMostFeatures = 10;
constexpr std::size_t kMostSeenAvailable = 100;

bool beginsWithWhiteSpace(std::string_view octets) {
    return !octets.empty() && std::string_view(" \t\r\n").find(octets.front()) != std::string_view::npos;
}

std::string condition(const xml::Element& error, std::string_view ns) {
    for (const xml::Node* node = error.firstChild; node; node = node->next) {
        if (node->element && node->element->ns == ns && node->element->name != "text") {
            return std::string(node->element->name);
        }
    }
    return "without a condition";
}

// What ends the stream behind a header or a refusal may belong to that (RFC 6120 sections 4.9.1.2, 6.4.5
// and 7.1).
bool isAnswer(const Incoming& incoming) {
    if (incoming.kind != Incoming::Kind::Element) return false;
    return incoming.element->name != "failure" && incoming.element->attribute("type") != "error";
}

}  // namespace

Connection::Connection(std::string name, std::unique_ptr<octets::Link> link, Recorder& recorder,
                       judge::InvariantJudge& invariants)
    : name_(std::move(name)),
      link_(std::move(link)),
      recorder_(recorder),
      invariants_(invariants),
      incoming_(kLimits) {}

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
                failed_ = true;
                failure_ = event->text;
                recorder_.event(name_, event->text);
                break;
            case Kind::Data:
                recorder_.received(name_, event->text);
                received_ += event->text.size();
                if (received_ > kMostReceived) {
                    hangUp("not judged: what the server sent exceeds xmppconf's limit of 4 MiB");
                } else {
                    read(event->text);
                }
                break;
            case Kind::TlsEstablished:
                recorder_.event(name_, "TLS established: " + event->text);
                break;
            case Kind::TlsFailed:
                noteTlsFailure(*event);
                if (tlsEstablished()) breakOff(event->text);  // a failed handshake still has its end
                break;
            case Kind::TlsAlert:
                alert_ = event->text;
                endedFirstBy("server");
                recorder_.event(name_, "TLS has ended: " + event->text);
                break;
            case Kind::CloseNotify:
                ending_.closeNotify = true;
                endedFirstBy("server");
                recorder_.event(name_, "the server sent TLS close_notify");
                break;
            case Kind::Fin:
                ended("fin", "the server closed the connection");
                break;
            case Kind::Reset:
                ended("reset", fmt::format("the connection was reset ({})", event->text));
                break;
        }
    }
}

void Connection::noteTlsFailure(const octets::LinkEvent& event) {
    failure_ = event.text;
    inHandshake_ = event.peer;
    recorder_.event(name_, "TLS failed: " + event.text);
}

void Connection::read(std::string_view octets) {
    std::string sifted;
    if (handshakeDue_) {
        const std::size_t before = alerts_.alerts();
        sifted = alerts_.sift(octets);
        octets = sifted;
        if (alerts_.alerts() > before) recorder_.event(name_, "the server sent a TLS alert");
    }
    if (incoming_.unread().empty()) noteWhiteSpace(octets);
    fed_ += octets.size();
    incoming_.feed(octets);
}

void Connection::hangUp(std::string sentence) {
    hungUp_ = true;
    incoming_ = xml::StreamReader(kLimits);  // what came and was not looked at yet is not worth its memory
    alerts_ = {};
    endedFirstBy("client");
    if (live()) link_->reset();
    ended("reset", std::move(sentence));
}

void Connection::breakOff(const std::string& sentence) {
    broken_ = true;
    endedFirstBy("client");
    link_->reset();
    ended("reset", fmt::format("{}; we reset the connection", sentence));
}

void Connection::ended(std::string how, std::string sentence) {
    endedFirstBy("server");
    ending_.connection = std::move(how);
    const std::string rest = alerts_.rest();
    fed_ += rest.size();
    incoming_.feed(rest);
    endSentence_ = alert_.empty() ? std::move(sentence) : fmt::format("{} ({})", sentence, alert_);
    recorder_.event(name_, endSentence_);
}

void Connection::endedFirstBy(const char* side) {
    if (ending_.first.empty()) ending_.first = side;
}

void Connection::noteWhiteSpace(std::string_view next) {
    if (!perhapsInElement_) whiteSpacePending_ |= beginsWithWhiteSpace(next);
}

const Incoming* Connection::peek() {
    using Kind = Incoming::Kind;
    using Event = xml::StreamEvent::Kind;
    while (!current_) {
        auto event = incoming_.next();
        if (!event) {
            if (live()) {
                if (ending_.closeNotify) answerCloseNotify();
                return nullptr;
            }
            const Kind kind = hungUp_ ? Kind::HungUp : broken_ ? Kind::Unreadable : Kind::Ended;
            current_ = Incoming{.kind = kind, .sentence = failed_ ? failure_ : endSentence_};
            current_->early = isEarly(*current_);
            break;
        }
        if (event->kind == Event::Violation && event->violation == xml::Violation::TooLarge) {
            hangUp("not judged: " + event->detail);
            continue;
        }
        const auto spoiledBy = invariants_.received(name_, *event);
        const auto standing =
            event->kind == Event::Element ? this->standing(*event->element) : Incoming::Standing::Due;
        learn(*event);
        if (event->kind == Event::Element) whiteSpace_ |= std::exchange(whiteSpacePending_, false);
        perhapsInElement_ = event->kind == Event::Violation;
        noteWhiteSpace(incoming_.unread());
        if (event->kind == Event::Header)
            current_ = Incoming{.kind = Kind::Header, .element = event->element, .spoiledBy = spoiledBy};
        if (event->kind == Event::Element) {
            current_ = Incoming{.kind = Kind::Element,
                                .element = event->element,
                                .treeOctets = event->treeOctets,
                                .spoiledBy = spoiledBy,
                                .standing = standing};
        }
        if (event->kind == Event::Closed) current_ = Incoming{.kind = Kind::ClosingTag};
        if (event->kind == Event::Violation && xml::isFatal(event->violation)) {
            current_ = Incoming{.kind = Kind::Unreadable,
                                .sentence = "what cannot be read as XML: " + event->detail};
        }
        if (current_) current_->early = isEarly(*current_);
    }
    return &*current_;
}

void Connection::consume() {
    const bool over =
        current_ && (current_->kind == Incoming::Kind::Ended || current_->kind == Incoming::Kind::HungUp);
    answeredSinceSend_ = current_ && isAnswer(*current_);
    if (!over) current_.reset();  // that TLS broke is said again and again, for peek makes it anew
}

void Connection::leave() {
    leftOctets_ += current_->treeOctets;
    leftOver_.push_back(*std::move(current_));
    current_.reset();
    if (leftOctets_ > kMostLeft) {
        hangUp("not judged: the stanzas that nothing asked for exceed xmppconf's limit of 1 MiB");
    }
}

void Connection::takeLeftOver(std::size_t index) {
    answeredSinceSend_ = isAnswer(leftOver_[index]);
    leftOver_.erase(leftOver_.begin() + static_cast<std::ptrdiff_t>(index));
}

// Features end the negotiation, once, also behind binding (RFC 6120 section 4.3.5); they answer our header,
// and nothing else.
Incoming::Standing Connection::standing(const xml::Element& element) {
    using Standing = Incoming::Standing;
    if (element.is(kStreams, "error")) return Standing::Due;
    if (element.is(kStreams, "features")) {
        if (bound()) return featuresSinceBound_++ == 0 ? Standing::OwnAccount : Standing::Unasked;
        return features_ ? Standing::Unasked : Standing::Due;
    }
    if (!bound()) return Standing::Due;
    if (isStanza(element)) return Standing::OwnAccount;
    const bool asked = !outgoingRead_ || addressed_.contains(std::string(element.ns));
    return asked ? Standing::Due : Standing::Unasked;
}

void Connection::learn(const xml::StreamEvent& event) {
    switch (event.kind) {
        case xml::StreamEvent::Kind::Header: {
            header_ = event;
            previousStreamId_ = std::exchange(streamId_, std::nullopt);
            if (const auto id = event.element->attribute("id")) streamId_ = std::string(*id);
            break;
        }
        case xml::StreamEvent::Kind::Element: {
            const xml::Element& element = *event.element;
            if (element.is(kStreams, "features")) {
                features_ = event.element;
                if (allFeatures_.size() < kMostFeatures) allFeatures_.push_back(event.element);
            }
            if (element.is(kTls, "proceed")) handshakeDue_ = true;
            if (element.is(kSasl, "failure")) saslFailure_ = condition(element, kSasl);
            if (element.is(kStreams, "error")) {
                ending_.errorSeen = true;
                ending_.error = condition(element, kStreamErrors);
                endedFirstBy("server");
            }
            if (element.ns == "jabber:client" && stanzaPrefix_.empty()) stanzaPrefix_ = element.prefix;
            if (element.is("jabber:client", "presence") && !element.attribute("type") &&
                seenAvailable_.size() < kMostSeenAvailable)
                seenAvailable_.emplace(element.attribute("from").value_or(""));
            if (element.is("jabber:client", "iq") && element.attribute("type") == "result") {
                const xml::Element* bind = element.child(kBind, "bind");
                if (bind && bind->child(kBind, "jid")) boundJid_ = bind->child(kBind, "jid")->text();
            }
            break;
        }
        case xml::StreamEvent::Kind::Closed:
            ending_.tag = true;
            endedFirstBy("server");
            break;
        case xml::StreamEvent::Kind::Violation:
            break;
    }
}

Result<void> Connection::send(std::string_view octets, bool wellFormed, bool continued) {
    if (!wellFormed) outgoingChecked_ = false;
    if (auto read = readOutgoing(octets); !read) return read;
    noteWhatCameBefore();
    write(octets, continued);
    return {};
}

void Connection::write(std::string_view octets, bool continued) {
    whiteSpace_ = whiteSpacePending_ = false;
    if (live() && !finished_ && alert_.empty()) {
        recorder_.sent(name_, octets, continued);
        link_->send(octets);
    } else if (!continued && !octets.empty()) {
        recorder_.event(name_, "the connection is over, so nothing more was sent");
    }
}

void Connection::noteWhatCameBefore() {
    if (!std::exchange(answeredSinceSend_, false)) return;
    const bool over = ending_.errorSeen || ending_.tag;  // what follows belongs to that
    fedBeforeSend_ = over ? 0 : fed_;
    endedBeforeSend_ = !over && !live() && ending_.first == "server";
}

bool Connection::isEarly(const Incoming& incoming) const {
    switch (incoming.kind) {
        case Incoming::Kind::Element:
            if (!incoming.element->is(kStreams, "error")) return false;
            [[fallthrough]];
        case Incoming::Kind::ClosingTag:
            return fed_ - incoming_.unread().size() <= fedBeforeSend_;
        case Incoming::Kind::Ended:
            return endedBeforeSend_;
        default:
            return false;
    }
}

Result<void> Connection::readOutgoing(std::string_view octets) {
    using Kind = xml::StreamEvent::Kind;
    outgoing_.feed(octets);
    while (auto event = outgoing_.next()) {
        if (event->kind == Kind::Header) {
            const xml::Element& tag = *event->element;
            ownTag_ = tag.prefix.empty() ? std::string(tag.name) : fmt::format("{}:{}", tag.prefix, tag.name);
        }
        if (event->kind == Kind::Element) {
            addressed_.emplace(event->element->ns);
            if (event->element->ns == "urn:ietf:params:xml:ns:xmpp-sasl" && event->element->name == "auth")
                mechanism_ = event->element->attribute("mechanism").value_or("");
            if (outgoingChecked_) invariants_.sent(name_, *event->element);
        }
        if (event->kind == Kind::Violation && xml::isFatal(event->violation)) {
            outgoingRead_ = false;
            if (!outgoingChecked_) continue;
            return Failure{fmt::format("what the vector sends is not well-formed: {}", event->detail)};
        }
    }
    return {};
}

void Connection::startTls(const octets::TlsSettings& settings) {
    handshakeDue_ = false;
    const std::string early = std::string(incoming_.unread()) + alerts_.rest();
    pipelined_ = false;  // what went before in the clear is forgotten on both sides
    restart();
    incoming_ = xml::StreamReader(kLimits);
    fed_ = fedBeforeSend_ = 0;
    link_->startTls(settings, early);
    // what came before the end is known by now, and nothing else is waited for
    while (auto event = live() ? std::nullopt : link_->take())
        if (event->kind == octets::LinkEvent::Kind::TlsFailed) noteTlsFailure(*event);
}

void Connection::restart() {
    current_.reset();
    incoming_.restart();
    if (!std::exchange(pipelined_, false)) beginOutgoing();
    outgoingChecked_ = true;
    features_.reset();
}

void Connection::newOutgoingStream() {
    pipelined_ = true;
    beginOutgoing();
}

// What of ours is unfinished belongs to the stream before: nothing of it is read again.
void Connection::beginOutgoing() {
    outgoing_ = xml::StreamReader();
    outgoingRead_ = true;
    ownTag_.clear();
}

Result<void> Connection::closeStream() {
    if (closingTagSent_ || !live()) {
        endedFirstBy("client");
        return {};
    }
    if (outgoingChecked_ && !opened()) return Failure{"no stream of ours is open that could be closed"};
    if (auto read = readOutgoing(fmt::format("</{}>", ownTag_)); !read) return read;
    answerClosingTag();
    return {};
}

void Connection::answerClosingTag() {
    endedFirstBy("client");
    if (std::exchange(closingTagSent_, true) || !live()) return;
    write(fmt::format("</{}>", opened() ? ownTag_ : "stream:stream"), false);
}

// All that the server sent has been read, and only the end of the connection can follow: a server waits for
// our close_notify before it.
void Connection::answerCloseNotify() {
    if (std::exchange(closeNotifyAnswered_, true)) return;
    recorder_.event(name_, "we answered with TLS close_notify");
    link_->closeTls();
}

void Connection::finish() {
    endedFirstBy("client");
    if (live()) link_->finish();
    finished_ = true;
}

std::vector<std::string> Connection::judgeEnd(const judge::EndAfterError& end) {
    if (!ending_.errorSeen) return {};
    return invariants_.endedAfterError(end);
}

void Connection::reset() {
    endedFirstBy("client");
    if (!live()) return;
    link_->reset();
    ended("reset", "we reset the connection");
}

}  // namespace xmppconf::dialogue
