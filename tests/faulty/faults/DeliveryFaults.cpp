#include <Poco/String.h>

#include <algorithm>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

/// The stanzas that came in one write, each with its end tag; what is left over comes last.
std::vector<std::string> pieces(const std::string& octets, const std::string& endTag) {
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t end = octets.find(endTag); end != octets.npos; end = octets.find(endTag, begin)) {
        found.push_back(octets.substr(begin, end + endTag.size() - begin));
        begin = end + endTag.size();
    }
    found.push_back(octets.substr(begin));
    return found;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& each : parts) all += each;
    return all;
}

/// Messages of one write are read in the opposite order.
void reversesMessages(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        auto messages = pieces(octets, "</message>");
        if (!stream.bound() || messages.size() < 3) return;
        std::reverse(messages.begin(), messages.end() - 1);
        octets = joined(messages);
    });
}

/// The resource whose name differs from that of the addressee by the size of its letters only; null: none.
Stream* inOtherLetters(Stream& stream, const xml::Element& stanza) {
    const auto to = Jid::parse(stanza.attribute("to").value_or(""));
    if (!to) return nullptr;
    for (Stream* each : stream.server().resourcesOf(to->local))
        if (Poco::icompare(each->jid().resource, to->resource) == 0) return each;
    return nullptr;
}

void readsGetsFirst(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        auto requests = pieces(octets, "</iq>");
        if (!stream.bound() || requests.size() < 3) return;
        std::stable_partition(requests.begin(), requests.end() - 1,
                              [](const std::string& each) { return each.find("type='get'") != each.npos; });
        octets = joined(requests);
    });
}

/// A message that must wait until somebody is there.
bool isForLater(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return isKind(element, "message") && typeOf(element) != "error" &&
           (goal == Goal::Account || goal == Goal::AbsentResource) && isAway(stream, element);
}

bool isForAbsentResource(Stream& stream, const xml::Element& element) {
    return isKind(element, "message") && typeOf(element) != "error" &&
           goalOf(stream, element) == Goal::AbsentResource;
}

bool isPresenceForAccount(Stream& stream, const xml::Element& element) {
    return isAvailability(element) && goalOf(stream, element) == Goal::Account;
}

}  // namespace

std::span<const Fault> deliveryFaults() {
    static const std::vector<Fault> faults = {
        {"message-to-full-jid-dropped", dropped(stanzaFor("message", Goal::Connected))},
        {"message-to-full-jid-copied",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!stream.bound() || !stanzaFor("message", Goal::Connected)(stream, element)) return false;
                 const Stream* addressee = stream.server().at(*Jid::parse(*element.attribute("to")));
                 for (Stream* each : stream.server().availableOf(userOf(element))) {
                     Markup copy = Markup::of(element);
                     copy.set("from", stream.jid().full());
                     if (each != addressee) each->send(std::move(copy), true);
                 }
                 return false;
             });
         }},
        {"presence-to-full-jid-dropped", dropped(stanzaFor("presence", Goal::Connected))},
        {"presence-to-self-dropped", dropped([](Stream& stream, const xml::Element& element) {
             return isKind(element, "presence") && element.attribute("to") == stream.jid().full();
         })},
        {"resources-compared-without-case",
         whenever(
             [](Stream& stream, const xml::Element& element) {
                 return goalOf(stream, element) == Goal::AbsentResource && inOtherLetters(stream, element);
             },
             [](Stream& stream, const xml::Element& element) {
                 Markup copy = Markup::of(element);
                 inOtherLetters(stream, element)->send(copy.set("from", stream.jid().full()), true);
             })},
        {"addresses-compared-by-octets", refused(
                                             [](Stream& stream, const xml::Element& element) {
                                                 return goalOf(stream, element) == Goal::Connected &&
                                                        Jid::parse(*element.attribute("to"))->full() !=
                                                            element.attribute("to");
                                             },
                                             "service-unavailable")},
        {"presence-to-bare-jid-dropped", dropped(isPresenceForAccount)},
        {"presence-to-one-resource",
         whenever(
             [](Stream& stream, const xml::Element& element) {
                 return isPresenceForAccount(stream, element) && !isAway(stream, element);
             },
             [](Stream& stream, const xml::Element& element) {
                 Markup copy = Markup::of(element);
                 copy.set("from", stream.jid().full());
                 stream.server().availableOf(userOf(element)).front()->send(std::move(copy), true);
             })},
        {"type-removed", inRelayed([](Outgoing& outgoing) {
             Markup& element = outgoing.element;
             const std::string* type = element.attribute("type");
             if (!type) return;
             if (element.name == "message" && *type != "error") element.remove("type");
             if (element.name == "iq" && *type == "set") element.set("type", "get");
         })},
        {"offline-message-dropped", dropped(isForLater)},
        {"offline-message-wrong-condition", refused(isForLater, "recipient-unavailable", "wait")},
        {"offline-error-kept", whenever(
                                   [](Stream& stream, const xml::Element& element) {
                                       return isKind(element, "message") && typeOf(element) == "error" &&
                                              goalOf(stream, element) == Goal::Account &&
                                              isAway(stream, element);
                                   },
                                   [](Stream& stream, const xml::Element& element) {
                                       Markup copy = Markup::of(element);
                                       copy.set("from", stream.jid().full());
                                       stream.server().keptFor(userOf(element)).push_back(std::move(copy));
                                   })},
        {"message-to-absent-resource-dropped", dropped([](Stream& stream, const xml::Element& element) {
             return isForAbsentResource(stream, element) && !isAway(stream, element);
         })},
        {"absent-resource-message-refused", refused(isForAbsentResource, "service-unavailable")},
        {"presence-not-broadcast",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const bool undirected = isAvailability(element) && !element.attribute("to");
                 stream.server().notes["undirected"] = undirected ? "yes" : "";
                 return false;
             });
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.relayed && outgoing.element.name == "presence" &&
                     !stream.server().notes["undirected"].empty())
                     outgoing.copies = 0;
             });
         }},
        {"unknown-element-delivered", whenever(
                                          [](Stream& stream, const xml::Element& element) {
                                              return element.ns != ns::client && element.ns != ns::streams &&
                                                     goalOf(stream, element) == Goal::Connected;
                                          },
                                          [](Stream& stream, const xml::Element& element) {
                                              const auto to = Jid::parse(*element.attribute("to"));
                                              stream.server().at(*to)->send(Markup::of(element), true);
                                          })},
        {"stanza-namespace-ignored", whenever(
                                         [](Stream& stream, const xml::Element& element) {
                                             return element.name == "message" && element.ns != ns::client &&
                                                    goalOf(stream, element) == Goal::Connected;
                                         },
                                         [](Stream& stream, const xml::Element& element) {
                                             const auto to = Jid::parse(*element.attribute("to"));
                                             stream.server().at(*to)->send(Markup::of(element), true);
                                         })},
        {"stanza-lookalike-answered", refused(
                                          [](Stream&, const xml::Element& element) {
                                              return element.name == "message" && element.ns != ns::client;
                                          },
                                          "bad-request", "modify")},
        {"probe-always-answered",
         whenever(
             [](Stream&, const xml::Element& element) {
                 return isKind(element, "presence") && typeOf(element) == "probe";
             },
             [](Stream& stream, const xml::Element& element) {
                 for (Stream* each : stream.server().availableOf(userOf(element))) {
                     Markup presence = Markup::element(ns::client, "presence");
                     presence.set("from", each->jid().full()).set("to", stream.jid().full());
                     stream.send(std::move(presence), true);
                 }
             })},
        {"messages-reordered", reversesMessages},
        {"iq-get-before-set", readsGetsFirst},
    };
    return faults;
}

}  // namespace xmppconf::faulty
