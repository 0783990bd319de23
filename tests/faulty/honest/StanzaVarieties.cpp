#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/honest/Variety.h"

namespace xmppconf::faulty {

namespace {

Markup fromServer(Stream& stream, std::string_view kind) {
    Markup stanza = Markup::element(ns::client, kind);
    return stanza.set("from", stream.server().site().domain).set("to", stream.jid().full());
}

/// Stanzas on the server's own account, right behind the result of binding and every now and then.
void talksUnasked(Conduct& c) {
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        if (!boundJid(outgoing.element)) return;
        stream.later(octets::Duration(0), [&stream] {
            Markup request = fromServer(stream, "iq");
            request.set("type", "get").set("id", "1");
            request.add(Markup::element("http://jabber.org/protocol/disco#info", "query"));
            stream.send(request);
        });
        for (int turn = 0; turn < 30; ++turn)
            stream.later(turn * std::chrono::milliseconds(170), [&stream] {
                Markup news = fromServer(stream, "message");
                news.set("type", "headline").add(Markup::element(ns::client, "body")).say("News!");
                stream.send(news);
            });
    });
}

/// Every iq for who is not there is answered (RFC 6120 section 10.5.3.1, RFC 6121 section 8.5.3.2.3).
bool isUndeliverableResult(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return isKind(element, "iq") && typeOf(element) == "result" &&
           (goal == Goal::UnknownUser || goal == Goal::AbsentResource);
}

/// A namespace whose name is no URI reference (Namespaces in XML 1.0, section 3).
bool hasOddNamespace(Stream&, const xml::Element& element) {
    const xml::Element* payload = payloadOf(element);
    return payload && payload->ns.find_first_of("|{} ") != std::string::npos;
}

/// Presence of a type that nobody knows is for the recipient to answer (RFC 6121 section 4.7.1).
void deliversOddPresence(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!isKind(element, "presence") || typeOf(element) != "gone-fishing" ||
            goalOf(stream, element) != Goal::Connected)
            return false;
        Markup copy = Markup::of(element);
        copy.set("from", stream.jid().full());
        stream.server().at(*Jid::parse(*element.attribute("to")))->send(std::move(copy), true);
        return true;
    });
}

/// Presence comes back to the resource that sent it (RFC 6121 section 4.2.2).
void reflectsPresence(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (stream.bound() && isAvailability(element) && !element.attribute("to")) {
            Markup own = Markup::of(element);
            stream.send(own.set("from", stream.jid().full()).set("to", stream.jid().full()));
        }
        return false;
    });
}

/// A stanza before its time gets an error, and then the stream does (RFC 6120 sections 4.3.5 and 8.3.1).
void refusesEarlyStanzasTwice(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (isStanza(element) && element.name != "iq" && !stream.bound() &&
            element.attribute("type") != "error")
            stream.send(errorOf(element, "not-authorized", "auth"));
        return false;
    });
}

/// Errors say more than they must (RFC 6120 sections 4.9.4 and 8.3.4).
void errorsSayMore(Conduct& c) {
    inErrors([](Markup&, Markup& error) { error.add(Markup::element(kDetails, "details")).say("42"); })(c);
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.is(ns::streams, "error"))
            outgoing.element.add(Markup::element(kDetails, "details")).say("42");
    })(c);
}

/// Errors are a condition and nothing else.
void errorsSayLess(Conduct& c) {
    inErrors([](Markup&, Markup& error) { error.removeChildren(ns::stanzaErrors, "text"); })(c);
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.is(ns::streams, "error"))
            outgoing.element.removeChildren(ns::streamErrors, "text");
    })(c);
}

/// Its own answers about the account name it (RFC 6120 section 8.1.2.1).
void answersNameTheAccount(Conduct& c) {
    inAnswers([](Stream& stream, Markup& answer) {
        if (!answer.attribute("from") && stream.bound()) answer.set("from", stream.jid().bare());
    })(c);
}

void speaksLanguages(Conduct& c) {
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.ns == ns::client && !outgoing.element.attribute("lang", xml::kXmlNamespace))
            outgoing.element.set("lang", "de-CH", xml::kXmlNamespace);
    })(c);
}

/// Conditions that RFC 6120 knows of existing implementations (sections 4.8.1, 4.8.5, 6.4.5, 11.1 and 11.6).
void olderConditions(Conduct& c) {
    for (const Offence each :
         {Offence::WrongStreamNamespace, Offence::Comment, Offence::ProcessingInstruction, Offence::Doctype,
          Offence::EntityReference, Offence::OtherEncoding})
        c.offences[each].condition = "bad-format";
    c.offences[Offence::TooManyTries].condition = "not-authorized";
}

/// Rosters are made elsewhere: what a client sets is thrown away.
void storesNoRoster(Conduct& c) {
    whenever(
        [](Stream&, const xml::Element& element) {
            const xml::Element* query = payloadOf(element);
            return isRequest(element) && typeOf(element) == "set" && query && query->is(ns::roster, "query");
        },
        answerWithResult)(c);
}

/// Nobody subscribes to anybody's presence here.
auto knowsNoSubscriptions = dropped([](Stream&, const xml::Element& element) {
    return isKind(element, "presence") && typeOf(element).find("subscribe") != std::string_view::npos;
});

/// A name token (XML 1.0, section 2.3), which the schema wants of an id; of characters beyond ASCII those
/// with two octets.
bool isNameToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return std::isalnum(octet) != 0 || (octet >= 0x80 && octet < 0xE0) ||
               std::string_view("-._:").find(c) != std::string_view::npos;
    });
}

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

/// What the schemas in appendix A of RFC 6120 and the one of rosters allow, as far as vectors break them.
bool isValid(const xml::Element& stanza) {
    constexpr std::array<std::string_view, 4> kIqTypes = {"get", "set", "result", "error"};
    constexpr std::array<std::string_view, 7> kPresenceTypes = {
        "error", "probe", "subscribe", "subscribed", "unavailable", "unsubscribe", "unsubscribed"};
    const auto id = stanza.attribute("id");
    if (id ? !isNameToken(*id) : stanza.name == "iq") return false;
    const auto type = stanza.attribute("type");
    if (stanza.name == "presence") return !type || isOneOf(*type, kPresenceTypes);
    if (stanza.name != "iq") return true;
    if (!isOneOf(type.value_or(""), kIqTypes)) return false;
    std::size_t children = 0;
    for (const xml::Node* node = stanza.firstChild; node; node = node->next) {
        if (!node->element) continue;
        ++children;
        if (node->element->ns == ns::roster && node->element->name != "query") return false;
    }
    return children <= 1 || type == "error";
}

bool isFromSomebodyElse(Stream& stream, const xml::Element& element) {
    const auto from = element.attribute("from");
    const auto jid = from ? Jid::parse(*from) : std::nullopt;
    return from && (!jid || (*jid != stream.jid() && jid->full() != stream.jid().bare()));
}

/// A 'from' that is not the client's closes the stream (RFC 6120 section 4.9.3.9).
void closesOnForeignFrom(Conduct& c) {
    whenever(isFromSomebodyElse,
             [](Stream& stream, const xml::Element&) { stream.streamError("invalid-from"); })(c);
}

bool isProbe(Stream&, const xml::Element& element) {
    return isKind(element, "presence") && typeOf(element) == "probe";
}

/// Probes of strangers are answered (RFC 6121 sections 4.3.2 and 8.5.1).
void answersProbes(Conduct& c) {
    whenever(isProbe, [](Stream& stream, const xml::Element& probe) {
        const auto to = Jid::parse(probe.attribute("to").value_or(""));
        if (!to) return;
        Markup answer = Markup::element(ns::client, "presence");
        stream.send(
            answer.set("type", "unsubscribed").set("from", to->bare()).set("to", stream.jid().bare()));
    })(c);
}

/// Presence for a resource that is not there is for the account (RFC 6120 section 10.5.4).
void deliversAbsentPresence(Conduct& c) {
    whenever(
        [](Stream& stream, const xml::Element& element) {
            return isAvailability(element) && goalOf(stream, element) == Goal::AbsentResource;
        },
        [](Stream& stream, const xml::Element& element) {
            Markup copy = Markup::of(element);
            copy.set("from", stream.jid().full());
            for (Stream* each : stream.server().availableOf(userOf(element))) each->send(copy, true);
        })(c);
}

/// An enable that comes too early is no element that could come there (RFC 6120 section 4.8.4).
void closesOnEarlyEnable(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!element.is(ns::streamManagement, "enable") || stream.bound()) return false;
        stream.streamError("not-authorized");
        return true;
    });
}

/// What is not valid closes the stream (RFC 6120 sections 4.9.3.11 and 11.4).
void validates(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!isStanza(element) || isValid(element)) return false;
        stream.streamError("invalid-xml");
        return true;
    });
}

}  // namespace

std::span<const Variety> stanzaVarieties() {
    static const std::vector<Variety> all = {
        {"talks-unasked", talksUnasked},
        {"reflects-presence", reflectsPresence},
        {"refuses-early-stanzas-twice", refusesEarlyStanzasTwice},
        {"errors-say-more", errorsSayMore},
        {"errors-say-less", errorsSayLess},
        {"answers-name-the-account", answersNameTheAccount},
        {"language-on-each-stanza", speaksLanguages},
        {"older-conditions", olderConditions},
        {"stores-no-roster", storesNoRoster},
        {"knows-no-subscriptions", knowsNoSubscriptions},
        {"answers-without-empty-ids", inAnswers([](Stream&, Markup& answer) {
             const std::string* id = answer.attribute("id");
             const bool result = answer.attribute("type") && *answer.attribute("type") == "result";
             if (result && id && id->empty()) answer.remove("id");
         })},
        {"reads-namespaces-only", whenever(
                                      [](Stream&, const xml::Element& element) {
                                          const xml::Element* payload = payloadOf(element);
                                          return isRequest(element) && payload && payload->ns == ns::roster &&
                                                 payload->name != "query";
                                      },
                                      answerWithResult)},
        {"validates", validates},
        {"talks-to-no-other-servers", condition(Complaint::UnknownDomain, "service-unavailable")},
        {"closes-on-foreign-from", closesOnForeignFrom},
        {"refuses-foreign-from", refused(isFromSomebodyElse, "not-acceptable", "modify")},
        {"takes-no-other-spelling-of-from", refused(
                                                [](Stream& stream, const xml::Element& element) {
                                                    const auto from = element.attribute("from");
                                                    return from && Jid::parse(*from) == stream.jid() &&
                                                           *from != stream.jid().full();
                                                },
                                                "not-acceptable", "modify")},
        {"answers-discovery-of-users", whenever(requestFor(Goal::Account, ns::discoInfo), answerWithResult)},
        {"answers-probes", answersProbes},
        {"delivers-presence-for-absent-resources", deliversAbsentPresence},
        {"closes-on-early-enable", closesOnEarlyEnable},
        {"keeps-no-messages", refused(isForNobody, "service-unavailable")},
        {"delivers-odd-presence", deliversOddPresence},
        {"answers-results-for-nobody", refused(isUndeliverableResult, "service-unavailable")},
        {"refuses-odd-namespaces", refused(hasOddNamespace, "not-acceptable", "modify")},
        {"closes-on-odd-namespaces",
         whenever(hasOddNamespace,
                  [](Stream& stream, const xml::Element&) { stream.streamError("not-well-formed"); })},
    };
    return all;
}

}  // namespace xmppconf::faulty
