#include "tests/faulty/server/StanzaRules.h"

#include <algorithm>
#include <array>

#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/PresenceRules.h"
#include "tests/faulty/server/Services.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

std::string_view typeOf(const xml::Element& stanza) { return stanza.attribute("type").value_or(""); }

bool isRequest(const xml::Element& stanza) {
    return stanza.name == "iq" && (typeOf(stanza) == "get" || typeOf(stanza) == "set");
}

// What may be answered with an error: neither errors nor the results of others.
bool isAnswerable(const xml::Element& stanza) {
    return stanza.name == "iq" ? isRequest(stanza) : typeOf(stanza) != "error";
}

std::size_t childrenOf(const xml::Element& element) {
    std::size_t count = 0;
    for (const xml::Node* node = element.firstChild; node; node = node->next)
        if (node->element) ++count;
    return count;
}

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

constexpr std::array<std::string_view, 4> kIqTypes = {"get", "set", "result", "error"};
constexpr std::array<std::string_view, 8> kPresenceTypes = {
    "", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error"};

}  // namespace

void StanzaRules::handle(const xml::Element& stanza) {
    if (!valid(stanza)) return;
    const auto to = stanza.attribute("to");
    if (to) {
        const auto jid = Jid::parse(*to);
        if (jid) {
            route(stanza, *jid);
        } else if (isAnswerable(stanza)) {
            complain(stream_, stanza, Complaint::MalformedTo);
        }
    } else if (stanza.name == "presence") {
        PresenceRules(stream_).broadcast(stamped(stanza));
    } else {
        toAccount(stanza, stream_.user());
    }
}

bool StanzaRules::valid(const xml::Element& stanza) {
    if (stanza.name == "iq") {
        if (!isOneOf(typeOf(stanza), kIqTypes)) {
            complain(stream_, stanza, Complaint::BadIqType);
            return false;
        }
        const std::size_t children = childrenOf(stanza);
        if (isRequest(stanza) && children != 1) {
            complain(stream_, stanza,
                     children == 0 ? Complaint::RequestWithoutChild : Complaint::RequestWithTwoChildren);
            return false;
        }
    }
    if (stanza.name == "presence" && !isOneOf(typeOf(stanza), kPresenceTypes)) {
        complain(stream_, stanza, Complaint::BadPresenceType);
        return false;
    }
    return true;
}

Markup StanzaRules::stamped(const xml::Element& stanza) const {
    Markup copy = Markup::of(stanza);
    if (stream_.conduct().stampsFrom) copy.set("from", stream_.jid().full());
    const std::string language = stream_.clientAttribute("lang", xml::kXmlNamespace);
    if (stream_.conduct().addsLanguage && !language.empty() && !copy.attribute("lang", xml::kXmlNamespace))
        copy.set("lang", language, xml::kXmlNamespace);
    return copy;
}

void StanzaRules::route(const xml::Element& stanza, const Jid& to) {
    Server& server = stream_.server();
    if (to.domain == server.localService()) {
        if (isAnswerable(stanza)) complain(stream_, stanza, Complaint::UnknownRequest);
    } else if (!server.isLocal(to)) {
        toOtherDomain(stanza);
    } else if (to.local.empty()) {
        toServer(stanza);
    } else if (stanza.name == "presence" && PresenceRules::isSubscription(typeOf(stanza))) {
        PresenceRules(stream_).subscription(stamped(stanza), to);
    } else if (stanza.name == "presence" && typeOf(stanza) == "probe") {
        PresenceRules(stream_).probe(to);
    } else if (Stream* target = to.resource.empty() ? nullptr : server.at(to)) {
        target->send(stamped(stanza), true);
    } else if (!server.passwordOf(to.local)) {
        toUnknownUser(stanza);
    } else if (to.resource.empty()) {
        toAccount(stanza, to.local);
    } else {
        toResource(stanza, to);
    }
}

void StanzaRules::toServer(const xml::Element& stanza) {
    if (isRequest(stanza)) {
        Services(stream_).answerForServer(stanza);
    } else if (stanza.name == "message" && isAnswerable(stanza)) {
        complain(stream_, stanza, Complaint::MessageToServer);
    }
}

void StanzaRules::toAccount(const xml::Element& stanza, const std::string& user) {
    if (isRequest(stanza)) {
        if (user == stream_.user()) {
            Services(stream_).answerForAccount(stanza);
        } else {
            complain(stream_, stanza, Complaint::UnknownRequest);
        }
    } else if (stanza.name == "message") {
        messageToAccount(stanza, user);
    } else if (stanza.name == "presence") {
        for (Stream* each : stream_.server().availableOf(user)) each->send(stamped(stanza), true);
    }
}

void StanzaRules::messageToAccount(const xml::Element& stanza, const std::string& user) {
    Server& server = stream_.server();
    const std::string_view type = typeOf(stanza);
    if (type == "error") return;
    if (type == "groupchat") {
        complain(stream_, stanza, Complaint::UnknownRequest);
        return;
    }
    const auto targets = server.availableOf(user);
    for (Stream* each : targets) each->send(stamped(stanza), true);
    if (targets.empty() && type != "headline") server.keptFor(user).push_back(stamped(stanza));
}

void StanzaRules::toResource(const xml::Element& stanza, const Jid& to) {
    if (isRequest(stanza)) {
        complain(stream_, stanza, Complaint::AbsentResourceRequest);
    } else if (stanza.name == "message" && typeOf(stanza) != "headline") {
        messageToAccount(stanza, to.local);
    }
}

void StanzaRules::toUnknownUser(const xml::Element& stanza) {
    if (isRequest(stanza)) {
        complain(stream_, stanza, Complaint::UnknownUserRequest);
    } else if (stanza.name == "message" && isAnswerable(stanza)) {
        complain(stream_, stanza, Complaint::UnknownUserMessage);
    }
}

void StanzaRules::toOtherDomain(const xml::Element& stanza) {
    const bool presence = stanza.name == "presence";
    if (presence ? typeOf(stanza).empty() : isAnswerable(stanza))
        complain(stream_, stanza, Complaint::UnknownDomain);
}

void StanzaRules::leave() {
    Markup presence = Markup::element(ns::client, "presence");
    presence.set("type", "unavailable").set("from", stream_.jid().full());
    PresenceRules(stream_).broadcast(std::move(presence));
}

}  // namespace xmppconf::faulty
