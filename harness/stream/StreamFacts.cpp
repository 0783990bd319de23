#include "harness/stream/StreamFacts.h"

#include <utility>

#include "harness/xml/Namespaces.h"

namespace xmppconf::stream {

namespace {

// A hostile side may name as many as it likes.
constexpr std::size_t kMostFeatures = 10;
constexpr std::size_t kMostSeenAvailable = 100;
constexpr std::size_t kMostNamespaces = 100;
constexpr std::size_t kLongestNamespace = 1000;
constexpr std::size_t kLongestJid = 3071;  // RFC 7622 section 3.1

std::string condition(const xml::Element& error, std::string_view ns) {
    for (const xml::Node* node = error.firstChild; node; node = node->next) {
        if (node->element && node->element->ns == ns && node->element->name != "text") {
            return std::string(node->element->name);
        }
    }
    return "without a condition";
}

}  // namespace

std::string_view nameOf(Ending::Transport transport) {
    switch (transport) {
        case Ending::Transport::Open:
            return "open";
        case Ending::Transport::NeverStood:
            return "none";
        case Ending::Transport::Fin:
            return "fin";
        case Ending::Transport::Reset:
            return "reset";
    }
    return "open";
}

bool Speech::named(std::string_view ns) const { return tooMany_ || namespaces_.contains(ns); }

void Speech::name(std::string_view ns) {
    if (namespaces_.contains(ns)) return;
    tooMany_ |= namespaces_.size() >= kMostNamespaces || ns.size() > kLongestNamespace;
    if (!tooMany_) namespaces_.emplace(ns);
}

bool StreamFacts::isStanza(const xml::Element& element) const {
    return element.ns == content &&
           (element.name == "iq" || element.name == "message" || element.name == "presence");
}

void StreamFacts::endedFirstBy(Side side) {
    if (!ending.first) ending.first = side;
}

void StreamFacts::learn(Side side, const xml::StreamEvent& event) {
    Speech& speech = of(side);
    switch (event.kind) {
        case xml::StreamEvent::Kind::Header:
            speech.header = event;
            if (side == Side::Initiator) break;
            previousId = std::exchange(id, std::nullopt);
            if (const auto given = event.element->attribute("id")) id = std::string(*given);
            break;
        case xml::StreamEvent::Kind::Element:
            learn(side, *event.element);
            if (side == Side::Receiver) learnFromReceiver(*event.element, event.element);
            break;
        case xml::StreamEvent::Kind::Closed:
            speech.closed = true;
            endedFirstBy(side);
            break;
        case xml::StreamEvent::Kind::Violation:
            break;
    }
}

void StreamFacts::learn(Side side, const xml::Element& element) {
    Speech& speech = of(side);
    speech.name(element.ns);
    if (element.is(xml::ns::kStreams, "error")) {
        speech.error = true;
        speech.errorCondition = condition(element, xml::ns::kStreamErrors);
        endedFirstBy(side);
    }
    if (isStanza(element)) ++speech.stanzas;
    if (element.ns == content && speech.stanzaPrefix.empty()) speech.stanzaPrefix = element.prefix;
    if (side == Side::Initiator && element.is(xml::ns::kSasl, "auth"))
        mechanism = element.attribute("mechanism").value_or("");
}

void StreamFacts::learnFromReceiver(const xml::Element& element, const xml::ElementPtr& owner) {
    if (element.is(xml::ns::kStreams, "features")) {
        features = owner;
        if (allFeatures.size() < kMostFeatures) allFeatures.push_back(owner);
        if (bound()) ++featuresSinceBound;
    }
    if (element.is(xml::ns::kTls, "proceed")) handshakeDue = true;
    if (element.is(xml::ns::kSasl, "failure")) saslFailure = condition(element, xml::ns::kSasl);
    if (element.is(content, "presence") && !element.attribute("type")) {
        const auto from = element.attribute("from").value_or("");
        if (seenAvailable.size() < kMostSeenAvailable && from.size() <= kLongestJid)
            seenAvailable.emplace(from);
    }
    if (element.is(content, "iq") && element.attribute("type") == "result") {
        const xml::Element* bind = element.child(xml::ns::kBind, "bind");
        if (bind && bind->child(xml::ns::kBind, "jid")) boundJid = bind->child(xml::ns::kBind, "jid")->text();
    }
}

}  // namespace xmppconf::stream
