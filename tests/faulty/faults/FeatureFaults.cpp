#include <Poco/String.h>

#include <algorithm>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// PLAIN stands among the mechanisms that are offered without TLS.
void offerPlain(Stream& stream, std::optional<Markup>& features) {
    if (stream.tls() || stream.authenticated() || !features) return;
    Markup* mechanisms = features->child(ns::sasl, "mechanisms");
    if (!mechanisms) mechanisms = &features->add(Markup::element(ns::sasl, "mechanisms"));
    for (const Markup& each : mechanisms->content)
        if (!each.content.empty() && each.content.front().text == "PLAIN") return;
    mechanisms->add(Markup::element(ns::sasl, "mechanism")).say("PLAIN");
}

/// The list of mechanisms is changed.
template <class Change>
auto inMechanisms(Change change) {
    return inFeatures(When::BeforeLogin, [=](Markup& features) {
        if (Markup* mechanisms = features.child(ns::sasl, "mechanisms")) change(*mechanisms);
    });
}

/// To such a client no mechanisms are offered.
template <class Which>
auto withoutMechanisms(Which which) {
    return [=](Conduct& c) {
        c.onFeatures.push_back([=](Stream& stream, std::optional<Markup>& features) {
            if (features && !stream.authenticated() && which(stream))
                features->removeChildren(ns::sasl, "mechanisms");
        });
    };
}

void withoutRosterVersions(Conduct& c) {
    inFeatures(When::AfterLogin,
               [](Markup& features) { features.removeChildren(ns::rosterVersions, "ver"); })(c);
}

}  // namespace

std::span<const Fault> featureFaults() {
    static const std::vector<Fault> faults = {
        {"features-missing",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (!stream.authenticated() && !stream.tls()) features.reset();
             });
         }},
        {"features-empty", inFeatures(When::BeforeLogin, [](Markup& features) { features.content.clear(); })},
        {"feature-in-content-namespace",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) { features.add(Markup::element(ns::client, "offline")); })},
        {"features-in-content-namespace", inOwn([](Outgoing& outgoing) {
             if (!outgoing.element.is(ns::streams, "features")) return;
             outgoing.element.ns = ns::client;
             outgoing.element.prefix.clear();
         })},
        {"mechanisms-empty", inFeatures(When::BeforeLogin,
                                        [](Markup& features) {
                                            features.removeChildren(ns::sasl, "mechanisms");
                                            features.add(Markup::element(ns::sasl, "mechanisms"));
                                        })},
        {"no-mechanisms-behind-from",
         withoutMechanisms([](Stream& stream) { return !stream.clientAttribute("from").empty(); })},
        {"no-mechanisms-without-lang", withoutMechanisms([](Stream& stream) {
             return stream.clientAttribute("lang", xml::kXmlNamespace).empty();
         })},
        {"stream-management-offered-before-login",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) { features.add(Markup::element(ns::streamManagement, "sm")); })},
        {"stream-management-any-time", onElement(ns::streamManagement, "enable",
                                                 [](Stream& stream, const xml::Element&) {
                                                     stream.send(
                                                         Markup::element(ns::streamManagement, "enabled"));
                                                 })},
        {"stream-management-early-ignored",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 return element.is(ns::streamManagement, "enable") && !stream.bound();
             });
         }},
        {"roster-versioning-not-offered", withoutRosterVersions},
        {"roster-versioning-offered-before-login-only",
         [](Conduct& c) {
             withoutRosterVersions(c);
             inFeatures(When::BeforeLogin, [](Markup& features) {
                 features.add(Markup::element(ns::rosterVersions, "ver"));
             })(c);
         }},
        {"session-offered-before-login",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) { features.add(Markup::element(ns::session, "session")); })},
        {"mechanisms-in-wrong-namespace", inMechanisms([](Markup& mechanisms) {
             moveInto(mechanisms, ns::sasl, "http://sasl.example/mechanisms");
         })},
        {"mechanisms-in-lower-case", inMechanisms([](Markup& mechanisms) {
             for (Markup& each : mechanisms.content) setText(each, Poco::toLower(textOf(each)));
         })},
        {"plus-not-offered", inMechanisms([](Markup& mechanisms) {
             std::erase_if(mechanisms.content,
                           [](const Markup& each) { return textOf(each).ends_with("-PLUS"); });
         })},
        {"scram-not-offered", inMechanisms([](Markup& mechanisms) {
             std::erase_if(mechanisms.content,
                           [](const Markup& each) { return textOf(each).starts_with("SCRAM-"); });
         })},
        {"plus-alone", inMechanisms([](Markup& mechanisms) {
             const auto isPlus = [](const Markup& each) { return textOf(each).ends_with("-PLUS"); };
             auto& all = mechanisms.content;
             if (std::any_of(all.begin(), all.end(), isPlus)) std::erase_if(all, std::not_fn(isPlus));
         })},
        {"features-twice", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::streams, "features")) outgoing.copies = 2;
         })},
        {"features-bad-utf-8", inFeatures(When::BeforeLogin,
                                          [](Markup& features) {
                                              features
                                                  .add(Markup::element("http://location.example/", "place"))
                                                  .say("Z\xFCrich");  // in ISO 8859-1
                                          })},
        {"mechanism-name-bad",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) {
                        if (Markup* mechanisms = features.child(ns::sasl, "mechanisms"))
                            mechanisms->add(Markup::element(ns::sasl, "mechanism")).say("Plain Text");
                    })},
        {"bind-offered-before-login",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) { features.add(Markup::element(ns::bind, "bind")); })},
        {"plain-offered-before-tls", [](Conduct& c) { c.onFeatures.push_back(offerPlain); }},
        {"offered-mechanism-needs-tls",
         [](Conduct& c) {
             c.onFeatures.push_back(offerPlain);
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (stream.tls() || !element.is(ns::sasl, "auth") ||
                     element.attribute("mechanism") != "PLAIN")
                     return false;
                 stream.sasl().fail(Refusal::NeedsTls);
                 return true;
             });
         }},
        {"offered-scram-needs-tls",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (stream.tls() || !element.is(ns::sasl, "auth") ||
                     !element.attribute("mechanism").value_or("").starts_with("SCRAM-"))
                     return false;
                 stream.sasl().fail(Refusal::NeedsTls);
                 return true;
             });
         }},
        {"auth-accepts-anything", onElement(ns::sasl, "auth",
                                            [](Stream& stream, const xml::Element&) {
                                                stream.sasl().succeed(anybody(stream), std::nullopt);
                                            })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
