#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

bool asksForSession(const Stream& stream, const xml::Element& element) {
    return stream.bound() && element.child(ns::session, "session") != nullptr;
}

template <class Deal>
auto onRequest(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return asksForSession(stream, element) && deal(stream, element);
        });
    };
}

void offerNone(Conduct& c) {
    inFeatures(When::AfterLogin,
               [](Markup& features) { features.removeChildren(ns::session, "session"); })(c);
}

/// A session is demanded that is not offered: stanzas for which this holds are dropped before there is one.
/// Whoever began with another has one.
template <class Waits>
auto demandedFor(Waits waits) {
    return [=](Conduct& c) {
        offerNone(c);
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!stream.bound() || !isStanza(element)) return false;
            std::string& established = stream.notes["session"];
            const bool asks = asksForSession(stream, element);
            if (!asks && waits(element)) return established.empty();
            established = "yes";
            if (asks) stream.send(resultOf(element));
            return asks;
        });
    };
}

void demandTheOptional(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!stream.bound() || !isStanza(element) || !stream.server().site().profile.session) return false;
        std::string& established = stream.notes["session"];
        if (asksForSession(stream, element)) established = "yes";
        return established.empty();
    });
}

void answerNothingBehind(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        std::string& established = stream.notes["session"];
        if (!established.empty()) return true;
        if (asksForSession(stream, element)) established = "yes";
        return false;
    });
}

}  // namespace

std::span<const Fault> sessionFaults() {
    static const std::vector<Fault> faults = {
        {"session-refused", onRequest([](Stream& stream, const xml::Element& request) {
             stream.send(errorOf(request, "feature-not-implemented", "cancel"));
             return true;
         })},
        {"session-ignored", onRequest([](Stream&, const xml::Element&) { return true; })},
        {"second-session-ignored", onRequest([](Stream& stream, const xml::Element&) {
             std::string& seen = stream.notes["session"];
             return !std::exchange(seen, "yes").empty();
         })},
        {"session-demanded", demandedFor([](const xml::Element&) { return true; })},
        {"session-demanded-for-messages",
         demandedFor([](const xml::Element& element) { return element.name == "message"; })},
        {"optional-session-demanded", demandTheOptional},
        {"session-ends-answers", answerNothingBehind},
        {"session-not-offered", offerNone},
        {"session-result-to-account", onRequest([](Stream& stream, const xml::Element& request) {
             Markup result = resultOf(request);
             stream.send(result.set("to", stream.jid().bare()));
             return true;
         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
