#include <Poco/RegularExpression.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// An auth is dealt with in another way; `deal` says whether it was.
template <class Deal>
auto onAuth(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return element.is(ns::sasl, "auth") && !stream.authenticated() && deal(stream, element);
        });
    };
}

/// Octets are changed before they are read, where an auth is among them.
auto inAuths(const std::string& expression, const std::string& replacement) {
    return [=, regex = std::make_shared<Poco::RegularExpression>(expression)](Conduct& c) {
        c.onRead.push_back([=](Stream&, std::string& octets) {
            if (octets.find("<auth ") != octets.npos) regex->subst(octets, replacement);
        });
    };
}

/// These mechanisms let nobody in.
auto withhold(bool (*which)(std::string_view)) {
    return [=](Conduct& c) { c.withholds = which; };
}

bool isPasswordMechanism(std::string_view name) { return name == "PLAIN" || name.starts_with("SCRAM-"); }

/// Everything that is not Base64 is skipped, and padding is made up.
std::optional<std::string> decodeLeniently(std::string_view text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/';
    });
    while (kept.size() % 4 != 0) kept += '=';
    return sasl::decodeBase64(kept);
}

std::optional<std::string> decodeAcrossWhiteSpace(std::string_view text) {
    std::string kept(text);
    std::erase_if(kept, [](unsigned char c) { return std::isspace(c) != 0; });
    return sasl::decodeBase64(kept);
}

/// PLAIN as far as its third separator.
bool cutsAtThirdSeparator(Stream& stream, const xml::Element& auth) {
    if (auth.attribute("mechanism") != "PLAIN") return false;
    const auto message = sasl::decodeBase64(std::string(auth.text()));
    if (!message || std::count(message->begin(), message->end(), '\0') < 3) return false;
    const auto second = message->find('\0', message->find('\0') + 1);
    stream.sasl().begin("PLAIN", sasl::encodeBase64(message->substr(0, message->find('\0', second + 1))));
    return true;
}

Markup failure(std::string_view condition) {
    Markup element = Markup::element(ns::sasl, "failure");
    element.add(Markup::element(ns::sasl, condition));
    return element;
}

/// Where EXTERNAL stands in the list of mechanisms, if it does.
std::vector<Markup>::iterator external(Markup& mechanisms) {
    return std::find_if(mechanisms.content.begin(), mechanisms.content.end(),
                        [](const Markup& each) { return textOf(each) == "EXTERNAL"; });
}

}  // namespace

std::span<const Fault> saslFaults() {
    static const std::vector<Fault> faults = {
        {"plain-refused", withhold([](std::string_view name) { return name == "PLAIN"; })},
        {"initial-response-refused", onAuth([](Stream& stream, const xml::Element& auth) {
             if (auth.text().empty()) return false;
             stream.sasl().failWith("malformed-request");
             return true;
         })},
        {"initial-response-demanded", onAuth([](Stream& stream, const xml::Element& auth) {
             if (!auth.text().empty() || !isPasswordMechanism(auth.attribute("mechanism").value_or("")))
                 return false;
             stream.sasl().failWith("malformed-request");
             return true;
         })},
        {"plain-success-with-data", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "success") && outgoing.element.content.empty())
                 outgoing.element.say("=");
         })},
        {"password-not-verified", [](Conduct& c) { c.verifiesPasswords = false; }},
        {"wrong-password-condition", condition(Refusal::WrongPassword, "temporary-auth-failure")},
        {"unknown-user-accepted", [](Conduct& c) { c.verifiesUsers = false; }},
        {"unknown-user-condition", condition(Refusal::UnknownUser, "account-disabled")},
        {"own-authzid-refused", [](Conduct& c) { c.takesAuthzids = false; }},
        {"foreign-authzid-accepted", [](Conduct& c) { c.verifiesAuthzids = false; }},
        {"authzid-domain-ignored", [](Conduct& c) { c.comparesAuthzidDomains = false; }},
        {"foreign-authzid-obeyed",
         [](Conduct& c) {
             c.verifiesAuthzids = false;
             c.obeysAuthzids = true;
         }},
        {"foreign-authzid-obeyed-when-bound",
         [](Conduct& c) {
             c.verifiesAuthzids = false;
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 const std::string& named = stream.sasl().namedUser();
                 if (boundJid(outgoing.element) && !named.empty()) stream.become(named);
             });
         }},
        {"foreign-authzid-condition", condition(Refusal::ForeignAuthzid, "temporary-auth-failure")},
        {"base64-lenient", [](Conduct& c) { c.decodes = decodeLeniently; }},
        {"base64-white-space-ignored", [](Conduct& c) { c.decodes = decodeAcrossWhiteSpace; }},
        {"incorrect-encoding-condition", condition(Refusal::BadEncoding, "malformed-request")},
        {"malformed-message-closes",
         [](Conduct& c) {
             c.refusals[Refusal::Malformed].way = Reaction::Way::End;
             c.refusals[Refusal::BadEncoding].way = Reaction::Way::End;
         }},
        {"malformed-message-condition", condition(Refusal::Malformed, "temporary-auth-failure")},
        {"plain-third-separator-accepted", onAuth(cutsAtThirdSeparator)},
        {"equals-sign-not-understood", onAuth([](Stream& stream, const xml::Element& auth) {
             if (auth.text() != "=") return false;
             stream.sasl().fail(Refusal::BadEncoding);
             return true;
         })},
        {"auth-any-namespace",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (element.name != "auth" || element.ns == ns::sasl || stream.authenticated()) return false;
                 stream.sasl().handle(element);
                 return true;
             });
         }},
        {"auth-prefix-not-understood",
         onAuth([](Stream&, const xml::Element& auth) { return !auth.prefix.empty(); })},
        {"auth-references-raw", inAuths("mechanism='[^']*&[^']*'", "mechanism='RAW'")},
        {"auth-cdata-lost", inAuths(R"(<!\[CDATA\[.*?\]\]>)", "")},
        {"sasl-two-conditions", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "failure"))
                 outgoing.element.add(Markup::element(ns::sasl, "bad-protocol"));
         })},
        {"sasl-undefined-condition",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (!stream.sasl().mechanism().starts_with("SCRAM-")) return;
                 if (Markup* condition = outgoing.element.child(ns::sasl, "malformed-request"))
                     condition->name = "bad-protocol";
             });
         }},
        {"server-bad-base64",
         [](Conduct& c) {
             c.encodes = [](std::string_view octets) { return "\n" + sasl::encodeBase64(octets); };
         }},
        {"challenge-not-base64", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "challenge"))
                 setText(outgoing.element, sasl::decodeBase64(textOf(outgoing.element)).value_or(""));
         })},
        {"success-in-wrong-namespace", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "success")) outgoing.element.ns = ns::tls;
         })},
        {"white-space-during-sasl",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.element.ns == ns::sasl) stream.writeRaw("\n");
             });
         }},
        {"abort-ignored", way(Refusal::Aborted, Reaction::Way::Nothing)},
        {"abort-wrong-condition", condition(Refusal::Aborted, "not-authorized")},
        {"no-retry", [](Conduct& c) { c.triesBeforeEnd = 1; }},
        {"one-retry", [](Conduct& c) { c.triesBeforeEnd = 2; }},
        {"unlimited-retries", [](Conduct& c) { c.triesBeforeEnd = 0; }},
        {"retry-limit-closes-silently", way(Offence::TooManyTries, Reaction::Way::End)},
        {"retry-limit-condition", condition(Offence::TooManyTries, "remote-connection-failed")},
        {"unknown-mechanism-ignored", way(Refusal::UnknownMechanism, Reaction::Way::Nothing)},
        {"unknown-mechanism-condition", condition(Refusal::UnknownMechanism, "not-authorized")},
        {"response-without-auth-succeeds",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!element.is(ns::sasl, "response") || stream.authenticated() || stream.sasl().underWay())
                     return false;
                 stream.sasl().succeed(anybody(stream), std::nullopt);
                 return true;
             });
         }},
        {"response-without-auth-taken-for-plain",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!element.is(ns::sasl, "response") || stream.authenticated() || stream.sasl().underWay())
                     return false;
                 stream.sasl().begin("PLAIN", element.text());
                 return true;
             });
         }},
        {"response-without-auth-condition", condition(Refusal::ResponseWithoutAuth, "mechanism-too-weak")},
        {"second-auth-refused", onAuth([](Stream& stream, const xml::Element&) {
             if (!stream.sasl().underWay()) return false;
             stream.send(failure("malformed-request"));
             return true;
         })},
        {"handshake-survives-other-auth", [](Conduct& c) { c.refusedAuthEndsHandshake = false; }},
        {"handshake-survives-auth-of-another", [](Conduct& c) { c.otherAuthEndsHandshake = false; }},
        {"handshake-survives-failure", [](Conduct& c) { c.failureEndsHandshake = false; }},
        {"handshake-survives-abort", [](Conduct& c) { c.abortEndsHandshake = false; }},
        {"certificate-of-anybody-taken-by-name",
         [](Conduct& c) {
             c.handshake.verifiesClients = false;
             onAuth([](Stream& stream, const xml::Element& auth) {
                 if (auth.attribute("mechanism") != "EXTERNAL" || auth.text() != "=") return false;
                 stream.sasl().fail(Refusal::Malformed);
                 return true;
             })(c);
         }},
        {"from-not-correlated", [](Conduct& c) { c.verifiesHeaderFrom = false; }},
        {"certificate-not-correlated", [](Conduct& c) { c.verifiesCertifiedFrom = false; }},
        {"anonymous-refused", withhold([](std::string_view name) { return name == "ANONYMOUS"; })},
        {"anonymous-same-jid",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!element.is(ns::sasl, "auth") || element.attribute("mechanism") != "ANONYMOUS")
                     return false;
                 stream.sasl().succeed("nobody", std::nullopt);
                 return true;
             });
             c.bind.makes = [](Stream&) { return "anonymous"; };
             c.bind.conflict = BindConduct::Conflict::Ignore;
         }},
        {"external-refused", withhold([](std::string_view name) { return name == "EXTERNAL"; })},
        {"external-without-certificate", [](Conduct& c) { c.externalNeedsCertificate = false; }},
        {"external-not-offered", inFeatures(When::BeforeLogin,
                                            [](Markup& features) {
                                                Markup* mechanisms = features.child(ns::sasl, "mechanisms");
                                                if (!mechanisms) return;
                                                if (const auto place = external(*mechanisms);
                                                    place != mechanisms->content.end())
                                                    mechanisms->content.erase(place);
                                            })},
        {"external-offered-last", inFeatures(When::BeforeLogin,
                                             [](Markup& features) {
                                                 Markup* mechanisms = features.child(ns::sasl, "mechanisms");
                                                 if (!mechanisms) return;
                                                 if (const auto place = external(*mechanisms);
                                                     place != mechanisms->content.end())
                                                     std::rotate(place, place + 1, mechanisms->content.end());
                                             })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
