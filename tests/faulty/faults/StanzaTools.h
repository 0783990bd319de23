#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/faulty/faults/FaultTools.h"
#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Jid.h"

/// What the tables of faults about stanzas have in common.
namespace xmppconf::faulty {

inline std::string_view typeOf(const xml::Element& stanza) { return stanza.attribute("type").value_or(""); }

inline bool isKind(const xml::Element& element, std::string_view kind) {
    return element.is(ns::client, kind);
}

inline bool isRequest(const xml::Element& element) {
    return isKind(element, "iq") && (typeOf(element) == "get" || typeOf(element) == "set");
}

inline bool isResponse(const xml::Element& element) {
    return isKind(element, "iq") && (typeOf(element) == "result" || typeOf(element) == "error");
}

/// Presence that says whether somebody is there.
inline bool isAvailability(const xml::Element& element) {
    return isKind(element, "presence") && (typeOf(element).empty() || typeOf(element) == "unavailable");
}

/// Null: none.
inline const xml::Element* payloadOf(const xml::Element& iq) {
    for (const xml::Node* node = iq.firstChild; node; node = node->next)
        if (node->element) return node->element;
    return nullptr;
}

/// Whom a stanza is for, seen from the server.
enum class Goal {
    Nobody,
    Server,
    ServerResource,
    UnknownUser,
    Account,
    Connected,
    AbsentResource,
    Elsewhere
};

inline Goal goalOf(Stream& stream, const xml::Element& stanza) {
    const auto to = stanza.attribute("to");
    if (!to) return Goal::Nobody;
    const auto jid = Jid::parse(*to);
    if (!jid || !stream.server().isLocal(*jid)) return Goal::Elsewhere;
    if (jid->local.empty()) return jid->resource.empty() ? Goal::Server : Goal::ServerResource;
    if (!stream.server().passwordOf(jid->local)) return Goal::UnknownUser;
    if (jid->resource.empty()) return Goal::Account;
    return stream.server().at(*jid) ? Goal::Connected : Goal::AbsentResource;
}

/// The account that a stanza for a local user is for.
inline std::string userOf(const xml::Element& stanza) {
    const auto jid = Jid::parse(stanza.attribute("to").value_or(""));
    return jid ? jid->local : "";
}

/// Nobody can get messages for that account now.
inline bool isAway(Stream& stream, const xml::Element& stanza) {
    return stream.server().availableOf(userOf(stanza)).empty();
}

/// A message that nobody can get now.
inline bool isForNobody(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return isKind(element, "message") && typeOf(element) != "error" &&
           (goal == Goal::Account || goal == Goal::AbsentResource) && isAway(stream, element);
}

inline void answerWithError(Stream& stream, const xml::Element& stanza, const std::string& condition,
                            const std::string& type = "cancel") {
    Markup error = errorOf(stanza, condition, type);
    error.set("to", stream.jid().full());
    stream.send(std::move(error));
}

inline void answerWithResult(Stream& stream, const xml::Element& request) {
    Markup result = resultOf(request);
    result.set("to", stream.jid().full());
    stream.send(std::move(result));
}

/// What a bound client sends is dealt with here when `when` says so.
template <class When, class Act>
auto whenever(When when, Act act) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!stream.bound() || !when(stream, element)) return false;
            act(stream, element);
            return true;
        });
    };
}

/// It is not processed at all.
template <class When>
auto dropped(When when) {
    return whenever(when, [](Stream&, const xml::Element&) {});
}

template <class When>
auto refused(When when, std::string condition, std::string type = "cancel") {
    return whenever(when, [=](Stream& stream, const xml::Element& element) {
        answerWithError(stream, element, condition, type);
    });
}

template <class When>
auto hungUp(When when) {
    return whenever(when, [](Stream& stream, const xml::Element&) { stream.hangUp(); });
}

/// A stanza of this kind for one of such goals.
inline auto stanzaFor(std::string kind, Goal goal) {
    return [=](Stream& stream, const xml::Element& element) {
        return isKind(element, kind) && goalOf(stream, element) == goal;
    };
}
inline auto requestFor(Goal goal) {
    return [=](Stream& stream, const xml::Element& element) {
        return isRequest(element) && goalOf(stream, element) == goal;
    };
}
/// With a payload of this namespace.
inline auto requestFor(Goal goal, std::string_view payloadNs) {
    return [=](Stream& stream, const xml::Element& element) {
        const xml::Element* payload = payloadOf(element);
        return requestFor(goal)(stream, element) && payload && payload->ns == payloadNs;
    };
}

/// An error stanza of the server's own is changed on its way out.
template <class Change>
auto inErrors(Change change) {
    return inOwn([=](Outgoing& outgoing) {
        Markup* error =
            outgoing.element.ns == ns::client ? outgoing.element.child(ns::client, "error") : nullptr;
        if (error) change(outgoing.element, *error);
    });
}

/// An answer to an iq is changed on its way out.
template <class Change>
auto inAnswers(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            const std::string* type = outgoing.element.attribute("type");
            if (outgoing.relayed || !outgoing.element.is(ns::client, "iq") || !type) return;
            if (*type == "result" || *type == "error") change(stream, outgoing.element);
        });
    };
}

inline std::string bareOf(const std::string& jid) { return jid.substr(0, jid.find('/')); }

/// Every element inside, and the element itself.
template <class Change>
void everywhere(Markup& element, const Change& change) {
    if (element.isText()) return;
    change(element);
    for (Markup& each : element.content) everywhere(each, change);
}

}  // namespace xmppconf::faulty
