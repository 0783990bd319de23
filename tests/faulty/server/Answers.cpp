#include "tests/faulty/server/Answers.h"

#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

Markup answerOf(const xml::Element& stanza, std::string_view type) {
    Markup answer = Markup::element(stanza.ns, stanza.name);
    answer.set("type", type);
    // a request without id is answered with an empty one (RFC 6120 section 8.2.3, rule 3)
    if (const auto id = stanza.attribute("id"); id || stanza.name == "iq") answer.set("id", id.value_or(""));
    if (const auto to = stanza.attribute("to")) answer.set("from", *to);
    return answer;
}

}  // namespace

bool isStanza(const xml::Element& element) {
    return element.ns == ns::client &&
           (element.name == "message" || element.name == "presence" || element.name == "iq");
}

Markup resultOf(const xml::Element& request) { return answerOf(request, "result"); }

Markup errorOf(const xml::Element& stanza, const std::string& condition, const std::string& type) {
    Markup answer = answerOf(stanza, "error");
    Markup& error = answer.add(Markup::element(ns::client, "error"));
    error.set("type", type);
    error.add(Markup::element(ns::stanzaErrors, condition));
    error.add(Markup::element(ns::stanzaErrors, "text"))
        .set("lang", "en", xml::kXmlNamespace)
        .say("This cannot be done.");
    return answer;
}

void complain(Stream& stream, const xml::Element& stanza, Complaint complaint) {
    const Reaction& reaction = stream.conduct().complaints.at(complaint);
    switch (reaction.way) {
        case Reaction::Way::Nothing:
            return;
        case Reaction::Way::Deaf:
            stream.goDeaf();
            return;
        case Reaction::Way::End:
            stream.hangUp();
            return;
        case Reaction::Way::Error:
            break;
    }
    Markup error = errorOf(stanza, reaction.condition, reaction.type);
    if (stream.bound()) error.set("to", stream.jid().full());
    stream.send(std::move(error));
}

}  // namespace xmppconf::faulty
