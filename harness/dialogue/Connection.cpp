#include "harness/dialogue/Connection.h"

#include <fmt/format.h>

#include <utility>

namespace xmppconf::dialogue {

namespace {

constexpr std::string_view kStreams = "http://etherx.jabber.org/streams";
constexpr std::string_view kStreamErrors = "urn:ietf:params:xml:ns:xmpp-streams";
constexpr std::string_view kSasl = "urn:ietf:params:xml:ns:xmpp-sasl";
constexpr std::string_view kTls = "urn:ietf:params:xml:ns:xmpp-tls";
constexpr std::string_view kBind = "urn:ietf:params:xml:ns:xmpp-bind";
constexpr std::size_t kMostReceived = 4 * 1024 * 1024;
// Servers limit stanzas to 256 KiB, or less; some of what we send comes back with a little more around it.
constexpr xml::ReaderLimits kLimits{.elementOctets = 384 * 1024};
constexpr std::size_t kMostAside = 1024 * 1024;
constexpr std::size_t kMostFeatures = 10;

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
                    hangUp("we hung up after 4 MiB of data");
                } else {
                    read(event->text);
                }
                break;
            case Kind::TlsEstablished:
                recorder_.event(name_, "TLS established: " + event->text);
                break;
            case Kind::TlsFailed:
                failure_ = event->text;
                recorder_.event(name_, "TLS failed: " + event->text);
                if (tlsEstablished()) {  // nothing more can be read; a failed handshake still has its end
                    link_->reset();
                    ended("reset", event->text);
                }
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

void Connection::read(std::string_view octets) {
    std::string sifted;
    if (handshakeDue_) {
        const std::size_t before = alerts_.alerts();
        sifted = alerts_.sift(octets);
        octets = sifted;
        if (alerts_.alerts() > before) recorder_.event(name_, "the server sent a TLS alert");
    }
    if (incoming_.unread().empty()) noteWhiteSpace(octets);
    incoming_.feed(octets);
}

void Connection::hangUp(std::string sentence) {
    hungUp_ = true;
    endedFirstBy("client");
    link_->reset();
    incoming_ = xml::StreamReader(kLimits);  // what came and was not looked at yet is not worth its memory
    alerts_ = {};
    ended("reset", std::move(sentence));
}

void Connection::ended(std::string how, std::string sentence) {
    endedFirstBy("server");
    ending_.connection = std::move(how);
    incoming_.feed(alerts_.rest());
    endSentence_ = std::move(sentence);
    recorder_.event(name_, endSentence_);
}

void Connection::endedFirstBy(const char* side) {
    if (ending_.first.empty()) ending_.first = side;
}

void Connection::noteWhiteSpace(std::string_view next) {
    if (!perhapsInElement_) whiteSpacePending_ |= beginsWithWhiteSpace(next);
}

const Incoming* Connection::peek() {
    while (!current_) {
        auto event = incoming_.next();
        if (!event) {
            if (live()) {
                if (ending_.closeNotify) answerCloseNotify();
                return nullptr;
            }
            current_ = Incoming{hungUp_ ? Incoming::Kind::HungUp : Incoming::Kind::Ended, nullptr,
                                failed_ ? failure_ : endSentence_};
            break;
        }
        invariants_.received(name_, *event);
        learn(*event);
        if (event->kind == xml::StreamEvent::Kind::Element)
            whiteSpace_ |= std::exchange(whiteSpacePending_, false);
        perhapsInElement_ = event->kind == xml::StreamEvent::Kind::Violation;
        noteWhiteSpace(incoming_.unread());
        using Kind = xml::StreamEvent::Kind;
        if (event->kind == Kind::Header) current_ = Incoming{Incoming::Kind::Header, event->element, ""};
        if (event->kind == Kind::Element)
            current_ = Incoming{Incoming::Kind::Element, event->element, "", event->treeOctets};
        if (event->kind == Kind::Closed) current_ = Incoming{Incoming::Kind::ClosingTag, nullptr, ""};
        if (event->kind == Kind::Violation && xml::isFatal(event->violation)) {
            current_ = Incoming{Incoming::Kind::Unreadable, nullptr, event->detail};
        }
    }
    return &*current_;
}

void Connection::consume() {
    const bool over =
        current_ && (current_->kind == Incoming::Kind::Ended || current_->kind == Incoming::Kind::HungUp);
    if (!over) current_.reset();
}

void Connection::setAside() {
    asideOctets_ += current_->treeOctets;
    aside_.push_back(current_->element);
    current_.reset();
    if (asideOctets_ > kMostAside) hangUp("we hung up after 1 MiB of stanzas that nothing asked for");
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
                ending_.error = condition(element, kStreamErrors);
                endedFirstBy("server");
            }
            if (element.ns == "jabber:client" && stanzaPrefix_.empty()) stanzaPrefix_ = element.prefix;
            if (element.is("jabber:client", "iq") && element.attribute("type") == "result") {
                const xml::Element* bind = element.child(kBind, "bind");
                if (bind && bind->child(kBind, "jid")) bound_ = true;
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

Result<void> Connection::send(std::string_view octets, bool wellFormed) {
    if (!wellFormed) outgoingChecked_ = false;
    if (outgoingChecked_) {
        if (auto checked = checkOutgoing(octets); !checked) return checked;
    }
    whiteSpace_ = whiteSpacePending_ = false;
    if (live()) link_->send(octets);
    return {};
}

Result<void> Connection::checkOutgoing(std::string_view octets) {
    outgoing_.feed(octets);
    while (auto event = outgoing_.next()) {
        if (event->kind == xml::StreamEvent::Kind::Element) invariants_.sent(name_, *event->element);
        if (event->kind == xml::StreamEvent::Kind::Violation && xml::isFatal(event->violation)) {
            return Failure{fmt::format("what the vector sends is not well-formed: {}", event->detail)};
        }
    }
    return {};
}

void Connection::startTls(const octets::TlsSettings& settings) {
    handshakeDue_ = false;
    const std::string early = std::string(incoming_.unread()) + alerts_.rest();
    restart();
    incoming_ = xml::StreamReader(kLimits);
    link_->startTls(settings, early);
}

void Connection::restart() {
    current_.reset();
    incoming_.restart();
    outgoing_.restart();
    outgoingChecked_ = true;
    features_.reset();
}

void Connection::closeStream() {
    if (closingTagSent_) return;
    closingTagSent_ = true;
    endedFirstBy("client");
    if (!live()) return;
    recorder_.sent(name_, "</stream:stream>");
    link_->send("</stream:stream>");
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
}

void Connection::reset() {
    endedFirstBy("client");
    if (!live()) return;
    link_->reset();
    ended("reset", "we reset the connection");
}

}  // namespace xmppconf::dialogue
