#include "tests/faulty/faults/Rogue.h"

#include <algorithm>

#include "tests/faulty/faults/FaultTools.h"
#include "tests/faulty/server/Answers.h"

namespace xmppconf::faulty {

namespace {

// Says the same header and the same features to everybody.
void knowNothing(Conduct& c) {
    c.onHeader.push_back([](Stream&, Header& header) {
        header = Header{};
        header.declaration = false;
        header.streamNs = ns::streams;
        header.contentNs = ns::client;
    });
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        features->content.clear();
        features->add(Markup::element(ns::tls, "starttls"));
        Markup& mechanisms = features->add(Markup::element(ns::sasl, "mechanisms"));
        for (const char* each : {"SCRAM-SHA-1", "DIGEST-MD5", "PLAIN"})
            mechanisms.add(Markup::element(ns::sasl, "mechanism")).say(each);
        features->add(Markup::element(ns::bind, "bind"));
    });
    c.enforcesTls = false;
}

void acceptEverything(Conduct& c) {
    knowNothing(c);
    for (auto& [offence, reaction] : c.offences) reaction.way = Reaction::Way::Nothing;
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        const auto type = element.attribute("type");
        if (element.ns == ns::sasl) {
            stream.sasl().succeed("juliet", {});
        } else if (element.is(ns::tls, "starttls")) {
            stream.send(Markup::element(ns::tls, "proceed"));
        } else if (element.name == "iq" && type != "result" && type != "error") {
            stream.send(resultOf(element));
        }
        return true;
    });
}

// The same error for everything: for stanzas one of theirs, for SASL and STARTTLS a failure.
void refuseEverything(Conduct& c) {
    knowNothing(c);
    for (auto& [offence, reaction] : c.offences) reaction.condition = "remote-connection-failed";
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (element.ns == ns::sasl) {
            stream.sasl().failWith("not-authorized");
        } else if (element.ns == ns::tls) {
            stream.send(Markup::element(ns::tls, "failure"));
        } else {
            stream.send(errorOf(element, "service-unavailable", "cancel"));
        }
        return true;
    });
}

void answerWithTheSameStreamError(Conduct& c) {
    knowNothing(c);
    for (auto& [offence, reaction] : c.offences) reaction.condition = "remote-connection-failed";
    c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
        stream.streamError("remote-connection-failed");
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
        {"always-the-same-stream-error", answerWithTheSameStreamError},
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
