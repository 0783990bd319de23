#pragma once

#include <string>
#include <string_view>

#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

/// What tables of faults have in common. Each takes the conduct that a fault changes.
namespace xmppconf::faulty {

/// The offence is answered with another condition.
inline auto condition(Offence offence, std::string condition) {
    return [=](Conduct& c) { c.offences[offence].condition = condition; };
}
inline auto condition(Refusal refusal, std::string condition) {
    return [=](Conduct& c) { c.refusals[refusal].condition = condition; };
}
inline auto condition(Complaint complaint, std::string condition) {
    return [=](Conduct& c) { c.complaints[complaint].condition = condition; };
}

/// The server deals with it in another way than by the error that is due.
inline auto way(Offence offence, Reaction::Way way) {
    return [=](Conduct& c) { c.offences[offence].way = way; };
}
inline auto way(Refusal refusal, Reaction::Way way) {
    return [=](Conduct& c) { c.refusals[refusal].way = way; };
}
inline auto way(Complaint complaint, Reaction::Way way) {
    return [=](Conduct& c) { c.complaints[complaint].way = way; };
}

/// Something else stands in the header.
template <class Change>
auto inHeader(Change change) {
    return [=](Conduct& c) { c.onHeader.push_back([=](Stream&, Header& header) { change(header); }); };
}

/// An element on its way out is changed; relayed ones are not among them.
template <class Change>
auto inOwn(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (!outgoing.relayed) change(outgoing);
        });
    };
}

/// Another client's stanza is changed on its way out.
template <class Change>
auto inRelayed(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (outgoing.relayed) change(outgoing);
        });
    };
}

enum class When { BeforeLogin, OverTls, AfterLogin };

/// The features of that part of a login are changed.
template <class Change>
auto inFeatures(When when, Change change) {
    return [=](Conduct& c) {
        c.onFeatures.push_back([=](Stream& stream, std::optional<Markup>& features) {
            if (!features || stream.authenticated() != (when == When::AfterLogin)) return;
            if (when != When::OverTls || stream.tls()) change(*features);
        });
    };
}

/// An element of the client is dealt with in another way.
template <class Deal>
auto onElement(std::string_view ns, std::string_view name, Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!element.is(ns, name)) return false;
            deal(stream, element);
            return true;
        });
    };
}

/// Octets of the client, one write at a time, before they are read.
template <class Change>
auto onRead(Change change) {
    return [=](Conduct& c) { c.onRead.push_back(change); };
}

/// More octets travel behind what holds these.
inline auto behind(std::string_view what, std::string_view more) {
    return [=](Conduct& c) {
        c.onWrite.push_back([=](Stream&, std::string& octets) {
            if (octets.find(what) != octets.npos) octets += more;
        });
    };
}

/// A spelling that leaves everything as it is, unescaped.
inline std::string unescaped(std::string_view text) { return std::string(text); }

/// The server's header is among the octets that it writes.
inline bool isHeader(std::string_view octets) { return octets.find("<stream:stream ") != octets.npos; }

/// The first user that there is.
std::string anybody(Stream& stream);
/// The JID in a result of binding; null in other elements.
Markup* boundJid(Markup& element);
std::string textOf(const Markup& element);
/// Whatever of the element is in one namespace is in another.
void moveInto(Markup& element, std::string_view from, std::string_view to);
void setText(Markup& element, std::string text);
/// Gives a stanza to the stream of the full JID that it is addressed to, from whoever sends it.
void deliver(Stream& sender, const xml::Element& stanza);
/// The same with a stanza that was not read yet.
void deliverText(Stream& sender, const std::string& stanza);

}  // namespace xmppconf::faulty
