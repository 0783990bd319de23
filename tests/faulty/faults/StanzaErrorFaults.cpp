#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

Markup* conditionOf(Markup& error) {
    for (Markup& each : error.content)
        if (each.ns == ns::stanzaErrors && each.name != "text") return &each;
    return nullptr;
}

Markup* textOf(Markup& error) { return error.child(ns::stanzaErrors, "text"); }

/// An error that nobody can deliver.
bool isUndeliverableError(Stream& stream, const xml::Element& element) {
    return typeOf(element) == "error" && goalOf(stream, element) != Goal::Connected;
}

}  // namespace

std::span<const Fault> stanzaErrorFaults() {
    static const std::vector<Fault> faults = {
        // form
        {"error-addresses-not-swapped", inErrors([](Markup& stanza, Markup&) {
             const std::string* from = stanza.attribute("from");
             const std::string* to = stanza.attribute("to");
             if (!from || !to) return;
             const std::string addressee = *from;
             stanza.set("from", std::string(*to)).set("to", addressee);
         })},
        {"error-from-made-bare", inErrors([](Markup& stanza, Markup&) {
             if (const std::string* from = stanza.attribute("from")) stanza.set("from", bareOf(*from));
         })},
        {"error-without-condition", inErrors([](Markup&, Markup& error) {
             if (const Markup* condition = conditionOf(error))
                 error.removeChildren(ns::stanzaErrors, std::string(condition->name));
         })},
        {"error-condition-misspelt", inErrors([](Markup&, Markup& error) {
             Markup* condition = conditionOf(error);
             if (!condition) return;
             if (condition->name == "service-unavailable") condition->name = "service-unavaible";
             if (condition->name == "bad-request") condition->name = "bad-requst";
         })},
        {"error-without-type", inErrors([](Markup&, Markup& error) { error.remove("type"); })},
        {"error-type-always-wait", inErrors([](Markup&, Markup& error) { error.set("type", "wait"); })},
        {"error-text-wrong-namespace", inErrors([](Markup&, Markup& error) {
             if (Markup* text = textOf(error)) text->ns = ns::client;
         })},
        {"stanza-error-text-without-lang", inErrors([](Markup&, Markup& error) {
             if (Markup* text = textOf(error)) text->remove("lang", xml::kXmlNamespace);
         })},
        {"error-child-without-namespace",
         inErrors([](Markup&, Markup& error) { error.add(Markup::element(ns::client, "detail")); })},
        {"error-second-condition-unknown", inErrors([](Markup&, Markup& error) {
             error.add(Markup::element(ns::stanzaErrors, "already-bound"));
         })},
        {"message-error-is-presence", inErrors([](Markup& stanza, Markup&) {
             if (stanza.name == "message") stanza.name = "presence";
         })},
        {"iq-without-child-ends-stream",
         whenever(
             [](Stream&, const xml::Element& element) { return isRequest(element) && !payloadOf(element); },
             [](Stream& stream, const xml::Element& element) {
                 answerWithError(stream, element, "bad-request", "modify");
                 stream.end();
             })},
        {"message-error-id-changed", inErrors([](Markup& stanza, Markup&) {
             const std::string* id = stanza.attribute("id");
             if (id && stanza.name == "message") stanza.set("id", *id + "-changed");
         })},

        // for an error, and on the way
        {"error-answered-with-error", refused(isUndeliverableError, "service-unavailable")},
        {"error-abroad-answered", refused(
                                      [](Stream& stream, const xml::Element& element) {
                                          return (typeOf(element) == "error" || isResponse(element)) &&
                                                 goalOf(stream, element) == Goal::Elsewhere;
                                      },
                                      "remote-server-not-found")},
        {"relayed-error-rewritten", inRelayed([](Outgoing& outgoing) {
             Markup* error = outgoing.element.child(ns::client, "error");
             if (Markup* condition = error ? conditionOf(*error) : nullptr)
                 condition->name = "undefined-condition";
         })},

        // conditions
        {"message-to-unknown-user-condition", condition(Complaint::UnknownUserMessage, "item-not-found")},
        {"message-redirect-without-address", condition(Complaint::UnknownUserMessage, "redirect")},
        {"presence-to-unknown-user-answered",
         refused(stanzaFor("presence", Goal::UnknownUser), "service-unavailable")},
        {"presence-to-offline-user-answered", refused(
                                                  [](Stream& stream, const xml::Element& element) {
                                                      return isAvailability(element) &&
                                                             goalOf(stream, element) == Goal::Account &&
                                                             isAway(stream, element);
                                                  },
                                                  "service-unavailable")},
        {"bad-presence-type-ignored", way(Complaint::BadPresenceType, Reaction::Way::Nothing)},
        {"bad-presence-type-wrong-condition", condition(Complaint::BadPresenceType, "not-allowed")},
        {"malformed-to-ignored", way(Complaint::MalformedTo, Reaction::Way::Nothing)},
        {"malformed-to-wrong-condition", condition(Complaint::MalformedTo, "item-not-found")},
        {"malformed-to-closes", way(Complaint::MalformedTo, Reaction::Way::End)},
        {"unknown-domain-ignored", dropped(stanzaFor("message", Goal::Elsewhere))},
        {"unknown-domain-request-ignored", dropped(requestFor(Goal::Elsewhere))},
        {"unknown-domain-other-condition-later",
         refused(
             [](Stream& stream, const xml::Element& element) {
                 const auto to = Jid::parse(element.attribute("to").value_or(""));
                 if (!to || !requestFor(Goal::Elsewhere)(stream, element)) return false;
                 return !stream.server().notes.try_emplace("asked for " + to->domain, "yes").second;
             },
             "service-unavailable")},
        {"unknown-domain-wrong-condition", condition(Complaint::UnknownDomain, "item-not-found")},
        {"message-to-server-closes", way(Complaint::MessageToServer, Reaction::Way::End)},
        {"message-to-server-wrong-condition", condition(Complaint::MessageToServer, "undefined-condition")},
        {"presence-to-server-closes", hungUp(stanzaFor("presence", Goal::Server))},
    };
    return faults;
}

}  // namespace xmppconf::faulty
