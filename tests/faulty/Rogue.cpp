#include "tests/faulty/Rogue.h"

#include <algorithm>

#include "tests/faulty/Answers.h"
#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

namespace {

void acceptEverything(Conduct& c) {
    for (auto& [offence, reaction] : c.offences) reaction.way = Reaction::Way::Nothing;
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (element.ns == ns::sasl) {
            stream.sasl().succeed("juliet", {});
        } else if (element.is(ns::tls, "starttls")) {
            return false;
        } else if (element.name == "iq" && element.attribute("type") != "result" &&
                   element.attribute("type") != "error") {
            stream.send(resultOf(element));
        }
        return true;
    });
}

// The same error for everything: for stanzas one of theirs, for SASL a failure.
void refuseEverything(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (element.ns == ns::sasl) {
            stream.sasl().failWith("not-authorized");
        } else {
            stream.send(errorOf(element, "service-unavailable", "cancel"));
        }
        return true;
    });
}

void die(Stream& stream) {
    stream.server().notes["dead"] = "yes";
    stream.wire().reset();
    stream.goDeaf();
}

// Dies of what would be answered with an error, and is not there any more for new connections.
void dieOfTheFirstError(Conduct& c) {
    c.onConnected.push_back([](Stream& stream) {
        if (stream.server().notes.count("dead") != 0) die(stream);
    });
    c.onRead.push_back([](Stream& stream, std::string&) {
        if (stream.server().notes.count("dead") != 0) die(stream);
    });
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        const std::string* type = outgoing.element.attribute("type");
        const bool error = outgoing.element.is(ns::streams, "error") ||
                           outgoing.element.is(ns::sasl, "failure") || (type && *type == "error");
        if (outgoing.relayed || !error) return;
        outgoing.copies = 0;
        die(stream);
    });
}

}  // namespace

std::span<const Fault> rogues() {
    static const std::vector<Fault> all = {
        {"silent", [](Conduct& c) { c.onConnected.push_back([](Stream& stream) { stream.goDeaf(); }); }},
        {"closes-at-once",
         [](Conduct& c) { c.onConnected.push_back([](Stream& stream) { stream.hangUp(); }); }},
        {"accepts-everything", acceptEverything},
        {"refuses-everything", refuseEverything},
        {"always-the-same-stream-error",
         [](Conduct& c) {
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 stream.streamError("undefined-condition");
                 return true;
             });
         }},
        {"crash-on-first-bad-stanza", dieOfTheFirstError},
    };
    return all;
}

const Fault* rogueNamed(std::string_view name) {
    const auto found =
        std::find_if(rogues().begin(), rogues().end(), [&](const Fault& each) { return each.name == name; });
    return found == rogues().end() ? nullptr : &*found;
}

}  // namespace xmppconf::faulty
