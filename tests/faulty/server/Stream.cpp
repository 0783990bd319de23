#include "tests/faulty/server/Stream.h"

#include <Poco/NumberParser.h>
#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/HeaderText.h"
#include "tests/faulty/server/Names.h"

namespace xmppconf::faulty {

namespace {

xml::StreamReader newReader() {
    xml::ReaderLimits limits;
    limits.elementOctets = 256UL * 1024;
    return xml::StreamReader(limits);
}

/// What is refused; nothing: it does no harm here.
std::optional<Offence> offenceOf(xml::Violation violation) {
    switch (violation) {
        case xml::Violation::Comment:
            return Offence::Comment;
        case xml::Violation::ProcessingInstruction:
            return Offence::ProcessingInstruction;
        case xml::Violation::Doctype:
            return Offence::Doctype;
        case xml::Violation::EntityReference:
            return Offence::EntityReference;
        case xml::Violation::UndeclaredPrefix:
            return Offence::UndeclaredPrefix;
        case xml::Violation::BadUtf8:
            return Offence::BadUtf8;
        case xml::Violation::OtherEncoding:
            return Offence::OtherEncoding;
        case xml::Violation::TextBetweenStanzas:
            return Offence::TextBetweenStanzas;
        case xml::Violation::TooLarge:
            return Offence::TooLarge;
        case xml::Violation::ContentPrefix:  // seen on the element itself
        case xml::Violation::HeaderPrefix:
        case xml::Violation::Standalone:
            return std::nullopt;
        case xml::Violation::ByteOrderMark:
        case xml::Violation::NotWellFormed:
            break;
    }
    return Offence::NotWellFormed;
}

/// The lower of the client's version and 1.0 (RFC 6120 section 4.7.5); 1.0 for what is none.
std::string versionFor(const std::string& clients) {
    const auto dot = clients.find('.');
    unsigned major = 0;
    unsigned minor = 0;
    if (dot == clients.npos || !Poco::NumberParser::tryParseUnsigned(clients.substr(0, dot), major) ||
        !Poco::NumberParser::tryParseUnsigned(clients.substr(dot + 1), minor) || major != 0)
        return "1.0";
    return fmt::format("0.{}", minor);
}

/// Which channel bindings this connection has (XEP-0440).
void offerBindings(Markup& features, const Wire& wire) {
    Markup& bindings = features.add(Markup::element(ns::saslBindings, "sasl-channel-binding"));
    for (const auto type : {octets::ChannelBinding::TlsUnique, octets::ChannelBinding::TlsServerEndPoint,
                            octets::ChannelBinding::TlsExporter})
        if (wire.channelBinding(type))
            bindings.add(Markup::element(ns::saslBindings, "channel-binding"))
                .set("type", std::string(octets::nameOf(type)));
}

}  // namespace

Stream::Stream(Server& server, Wire& wire)
    : server_(server),
      wire_(wire),
      reader_(newReader()),
      sasl_(*this),
      binding_(*this),
      stanzas_(*this),
      jid_{"", server.site().domain, ""} {}

Stream::~Stream() { server_.unbind(*this); }

void Stream::connected() {
    for (const auto& hook : conduct().onConnected) hook(*this);
}

void Stream::receive(std::string_view octets) {
    if (ended_ || deaf_) return;
    std::string taken(octets);
    for (const auto& hook : conduct().onRead) {
        hook(*this, taken);
        if (taken.empty() || ended_ || deaf_) return;
    }
    reader_.feed(taken);
    drain();
}

void Stream::drain() {
    while (!ended_ && !deaf_ && !awaitsTls_) {
        const auto event = reader_.next();
        if (!event) return;
        handle(*event);
    }
}

void Stream::handle(const xml::StreamEvent& event) {
    switch (event.kind) {
        case xml::StreamEvent::Kind::Header:
            onHeader(event);
            break;
        case xml::StreamEvent::Kind::Element:
            onElement(*event.element);
            break;
        case xml::StreamEvent::Kind::Closed:
            for (const auto& taker : conduct().onClosingTag)
                if (taker(*this)) return;
            end();
            break;
        case xml::StreamEvent::Kind::Violation:
            onViolation(event.violation);
            break;
    }
}

void Stream::onViolation(xml::Violation violation) {
    const auto offence = offenceOf(violation);
    if (offence && refuse(*offence)) return;
    if (xml::isFatal(violation)) resumeReading();
}

void Stream::resumeReading() {
    reader_ = newReader();
    if (awaitsHeader_) return;
    reader_.feed("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>");
    (void)reader_.next();
}

void Stream::beginStream() {
    awaitsHeader_ = true;
    headerSent_ = false;
    clientHeader_.reset();
}

std::string Stream::clientAttribute(std::string_view name, std::string_view ns) const {
    if (!clientHeader_) return {};
    return std::string(clientHeader_->element->attribute(name, ns).value_or(""));
}

void Stream::onHeader(const xml::StreamEvent& event) {
    clientHeader_ = event;
    for (const auto& taker : conduct().onClientHeader)
        if (taker(*this, event)) return;
    if (headerIsWrong(event)) return;
    sendHeader();
    sendFeatures();
}

bool Stream::headerIsWrong(const xml::StreamEvent& event) {
    const xml::Element& root = *event.element;
    if (root.ns != ns::streams && refuse(Offence::WrongStreamNamespace)) return true;
    if (root.name != "stream" && refuse(Offence::WrongRoot)) return true;
    const auto content = std::find_if(event.declarations.begin(), event.declarations.end(),
                                      [](const auto& each) { return each.prefix.empty(); });
    if (content != event.declarations.end() && content->uri != ns::client && content->uri != ns::streams) {
        const bool servers = content->uri == ns::server;
        if (refuse(servers ? Offence::ServersContentNamespace : Offence::WrongContentNamespace)) return true;
    }
    const auto to = root.attribute("to");
    return to && Poco::icompare(std::string(*to), server_.site().domain) != 0 && refuse(Offence::UnknownHost);
}

void Stream::sendHeader(bool beforeError) {
    awaitsHeader_ = false;
    headerSent_ = true;
    Header header;
    header.from = server_.site().domain;
    if (const std::string from = clientAttribute("from"); !from.empty()) header.to = from;
    header.id = server_.random().token(20);
    if (!clientHeader_ || clientHeader_->element->attribute("version"))
        header.version = versionFor(clientAttribute("version"));
    header.lang = "en";
    header.streamNs = ns::streams;
    header.contentNs = ns::client;
    header.beforeError = beforeError;
    for (const auto& hook : conduct().onHeader) hook(*this, header);
    previousId_ = std::exchange(id_, header.id.value_or(""));
    scope_ = {{"", header.contentNs}, {"stream", header.streamNs}};
    writeRaw(textOf(header));
}

void Stream::sendFeatures() {
    Markup features = Markup::element(ns::streams, "features");
    features.prefix = "stream";
    const Profile& profile = server_.site().profile;
    if (authenticated()) {
        features.add(Markup::element(ns::bind, "bind"));
        if (profile.session)
            features.add(Markup::element(ns::session, "session"))
                .add(Markup::element(ns::session, "optional"));
        if (profile.streamManagement) features.add(Markup::element(ns::streamManagement, "sm"));
        if (profile.rosterVersions) features.add(Markup::element(ns::rosterVersions, "ver"));
    } else {
        if (profile.startTls && !tls()) {
            Markup& offer = features.add(Markup::element(ns::tls, "starttls"));
            if (profile.demandsTls) offer.add(Markup::element(ns::tls, "required"));
        }
        if (const auto offered = sasl_.offers(); !offered.empty()) {
            Markup& mechanisms = features.add(Markup::element(ns::sasl, "mechanisms"));
            for (const std::string& each : offered)
                mechanisms.add(Markup::element(ns::sasl, "mechanism")).say(each);
        }
        if (profile.announcesBindings && tls()) offerBindings(features, wire_);
    }
    std::optional<Markup> offered = std::move(features);
    for (const auto& hook : conduct().onFeatures) hook(*this, offered);
    if (offered) send(*std::move(offered));
}

void Stream::onElement(const xml::Element& element) {
    for (const auto& taker : conduct().onElement)
        if (taker(*this, element)) return;
    if (isStanza(element)) {
        onStanza(element);
    } else if (element.is(ns::streams, "error")) {
        end();
    } else if (element.is(ns::tls, "starttls")) {
        onStartTls();
    } else if (element.ns == ns::sasl && sasl_.handles(element)) {
        sasl_.handle(element);
    } else if (element.ns == ns::streamManagement && server_.site().profile.streamManagement) {
        onStreamManagement(element);
    } else {
        refuse(Offence::UnknownElement);
    }
}

// Resumption is not supported, so that whoever asks for it is refused as one who comes too early is.
void Stream::onStreamManagement(const xml::Element& element) {
    if (element.name == "enable" && bound() && !handled_) {
        handled_ = 0;
        send(Markup::element(ns::streamManagement, "enabled"));
    } else if (element.name == "enable" || element.name == "resume") {
        Markup failed = Markup::element(ns::streamManagement, "failed");
        failed.add(Markup::element(ns::stanzaErrors, "unexpected-request"));
        send(std::move(failed));
    } else if (element.name == "r" && handled_) {
        send(Markup::element(ns::streamManagement, "a").set("h", std::to_string(*handled_)));
    }
}

void Stream::onStanza(const xml::Element& element) {
    if (handled_) ++*handled_;
    if (!element.prefix.empty() && refuse(Offence::ContentPrefix)) return;
    if (usesHeaderPrefix(element) && refuse(Offence::ExtendedNamespace)) return;
    const bool binds = Binding::isRequest(element);
    if (!authenticated() && !(binds && conduct().bind.worksBeforeLogin)) {
        refuse(Offence::StanzaBeforeLogin);
    } else if (binds) {
        binding_.handle(element);
    } else if (!bound()) {
        refuse(Offence::StanzaBeforeBinding);
    } else {
        stanzas_.handle(element);
    }
}

// A payload with a prefix that the header declares: what it means is lost when the stanza is delivered (RFC
// 6120 section 4.8.5).
bool Stream::usesHeaderPrefix(const xml::Element& stanza) const {
    if (!clientHeader_) return false;
    for (const xml::Node* node = stanza.firstChild; node; node = node->next) {
        if (!node->element || node->element->prefix.empty()) continue;
        for (const auto& each : clientHeader_->declarations)
            if (each.prefix == node->element->prefix && each.uri == node->element->ns &&
                each.uri != ns::streams)
                return true;
    }
    return false;
}

void Stream::onStartTls() {
    if (!server_.site().profile.startTls || tls() || authenticated()) {
        send(Markup::element(ns::tls, "failure"));
        end();
        return;
    }
    send(Markup::element(ns::tls, "proceed"));
    if (!conduct().shakesHands) {
        reader_.restart();
        beginStream();
        return;
    }
    const std::string behind(reader_.unread());
    using Behind = Conduct::BehindStartTls;
    if (conduct().behindStartTls == Behind::InTheClear) dealWithInTheClear(behind);
    reader_ = newReader();
    if (conduct().behindStartTls == Behind::AfterTls) reader_.feed(behind);
    awaitsTls_ = true;
    wire_.startTls(conduct().handshake);
}

void Stream::dealWithInTheClear(const std::string& octets) {
    if (octets.starts_with("<stream:stream")) {
        reader_ = newReader();
        reader_.feed(octets);
        beginStream();
    }
    while (const auto event = ended_ ? std::nullopt : reader_.next()) handle(*event);
}

void Stream::tlsEstablished() {
    awaitsTls_ = false;
    beginStream();
    drain();
}

void Stream::tlsFailed() {
    for (const auto& hook : conduct().onFailedHandshake) hook(*this);
    if (conduct().endsAfterFailedHandshake) hangUp();
}

void Stream::become(const std::string& user) {
    user_ = user;
    jid_.local = user;
}

void Stream::logIn(const std::string& user) {
    become(user);
    if (!conduct().restartsAfterSasl) return;
    reader_.restart();
    beginStream();
}

void Stream::bindAs(const Jid& jid) {
    jid_ = jid;
    server_.bind(*this, jid);
}

void Stream::unbind() {
    if (!bound()) return;
    if (available_) stanzas_.leave();
    available_ = false;
    if (!conduct().freesResources) return;
    server_.unbind(*this);
    jid_.resource.clear();
}

void Stream::send(Markup element, bool relayed) {
    if (ended_) return;
    Outgoing outgoing{std::move(element), relayed, 1, {}};
    for (const auto& hook : conduct().onSend) hook(*this, outgoing);
    for (int copy = 0; copy < outgoing.copies; ++copy)
        writeRaw(spell(outgoing.element, scope_, outgoing.spelling));
}

void Stream::writeRaw(std::string octets) {
    for (const auto& hook : conduct().onWrite) hook(*this, octets);
    if (!octets.empty()) wire_.write(octets);
}

bool Stream::refuse(Offence offence) {
    const Reaction& reaction = conduct().offences.at(offence);
    switch (reaction.way) {
        case Reaction::Way::Nothing:
            return false;
        case Reaction::Way::Deaf:
            deaf_ = true;
            return true;
        case Reaction::Way::End:
            hangUp();
            return true;
        case Reaction::Way::Error:
            break;
    }
    streamError(reaction.condition);
    return true;
}

void Stream::streamError(const std::string& condition) {
    if (!headerSent_ && conduct().headerBeforeErrors) sendHeader(true);
    if (!headerSent_) scope_ = {};
    Markup error = Markup::element(ns::streams, "error");
    error.prefix = "stream";
    error.add(Markup::element(ns::streamErrors, condition));
    error.add(Markup::element(ns::streamErrors, "text"))
        .set("lang", "en", xml::kXmlNamespace)
        .say("This stream cannot go on.");
    send(std::move(error));
    if (conduct().closesAfterErrors) end();
}

void Stream::end() {
    if (ended_) return;
    if (headerSent_ && conduct().sendsClosingTag) writeRaw("</stream:stream>");
    unbind();
    ended_ = true;
    if (conduct().endsConnection) wire_.finish(conduct().tlsEnd);
}

void Stream::hangUp() {
    if (ended_) return;
    unbind();
    ended_ = true;
    wire_.finish(conduct().tlsEnd);
}

void Stream::peerEnded() {
    if (ended_) {
        wire_.finish(conduct().tlsEnd);
        return;
    }
    end();
    wire_.finish(conduct().tlsEnd);
}

void Stream::later(octets::Duration delay, std::function<void()> act) {
    timers_.emplace(server_.clock().now() + delay, std::move(act));
}

octets::Instant Stream::due() const {
    return timers_.empty() ? octets::Instant::max() : timers_.begin()->first;
}

void Stream::wake() {
    while (!timers_.empty() && timers_.begin()->first <= server_.clock().now()) {
        const auto act = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        act();
    }
}

}  // namespace xmppconf::faulty
