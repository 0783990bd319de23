#include <algorithm>
#include <cctype>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

bool isPlus(std::string_view name) { return name.ends_with("-PLUS"); }
bool isScram(std::string_view name) { return name.starts_with("SCRAM-"); }

auto inFirst(void (*change)(ScramFirst&)) {
    return [=](Conduct& c) { c.scram.first = change; };
}

}  // namespace

std::span<const Fault> scramFaults() {
    static const std::vector<Fault> faults = {
        {"scram-refused",
         [](Conduct& c) {
             c.withholds = [](std::string_view name) { return isScram(name) && !isPlus(name); };
         }},
        {"scram-plus-refused", [](Conduct& c) { c.withholds = isPlus; }},
        {"scram-tls-unique-not-supported",
         [](Conduct& c) {
             inFeatures(When::BeforeLogin, [](Markup& features) {
                 Markup* bindings = features.child(ns::saslBindings, "sasl-channel-binding");
                 if (!bindings) return;
                 std::erase_if(bindings->content, [](const Markup& each) {
                     const std::string* type = each.attribute("type");
                     return type && *type == "tls-unique";
                 });
             })(c);
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!element.is(ns::sasl, "auth") ||
                     !sasl::decodeBase64(element.text()).value_or("").starts_with("p=tls-unique,"))
                     return false;
                 stream.sasl().fail(Refusal::BindingDiffers);
                 return true;
             });
         }},
        {"scram-wrong-server-signature",
         [](Conduct& c) {
             c.scram.last = [](std::string& signature) {
                 signature[0] = static_cast<char>(signature[0] ^ 1);
             };
         }},
        {"scram-last-challenge", [](Conduct& c) { c.scram.finalMessageWithSuccess = false; }},
        {"scram-no-verifier",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.element.is(ns::sasl, "success") && isScram(stream.sasl().mechanism()))
                     outgoing.element.content.clear();
             });
         }},
        {"scram-error-not-named", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "challenge") &&
                 sasl::decodeBase64(textOf(outgoing.element)).value_or("").starts_with("e="))
                 setText(outgoing.element, sasl::encodeBase64("v=" + sasl::encodeBase64("made up")));
         })},
        {"scram-unknown-user-early", [](Conduct& c) { c.scram.refusesUnknownUsersLate = false; }},
        {"scram-nonce-not-continued", inFirst([](ScramFirst& first) { first.clientNonce[0] ^= 1; })},
        {"scram-constant-nonce", inFirst([](ScramFirst& first) { first.serverNonce = "always-the-same"; })},
        {"scram-no-salt", inFirst([](ScramFirst& first) { first.salt.reset(); })},
        {"scram-no-iteration-count", inFirst([](ScramFirst& first) { first.iterations.reset(); })},
        {"scram-few-iterations", [](Conduct& c) { c.scram.iterations = 1000; }},
        {"scram-one-iteration", [](Conduct& c) { c.scram.iterations = 1; }},
        {"scram-attributes-reordered",
         [](Conduct& c) {
             c.onSend.push_back([](Stream&, Outgoing& outgoing) {
                 if (!outgoing.element.is(ns::sasl, "challenge")) return;
                 const auto message = sasl::decodeBase64(textOf(outgoing.element)).value_or("");
                 const auto salt = message.find(",s="), count = message.find(",i=");
                 if (!message.starts_with("r=") || salt == message.npos || count == message.npos) return;
                 setText(outgoing.element,
                         sasl::encodeBase64(message.substr(0, salt) + message.substr(count) +
                                            message.substr(salt, count - salt)));
             });
         }},
        {"scram-cut-escape-dropped", [](Conduct& c) { c.scram.dropsBadEscapes = true; }},
        {"scram-nonce-ignored", [](Conduct& c) { c.scram.verifiesNonce = false; }},
        {"scram-binding-ignored", [](Conduct& c) { c.scram.verifiesBinding = false; }},
        {"scram-mandatory-extension-ignored", [](Conduct& c) { c.scram.refusesMandatoryExtensions = false; }},
        {"scram-mandatory-extension-in-final-ignored",
         [](Conduct& c) { c.scram.refusesMandatoryExtensionsLate = false; }},
        {"scram-optional-extension-refused", [](Conduct& c) { c.scram.refusesOptionalExtensions = true; }},
        {"scram-unknown-binding-accepted", [](Conduct& c) { c.scram.knowsEveryBinding = true; }},
        {"scram-binding-without-plus-ignored", [](Conduct& c) { c.scram.bindsWithoutPlus = true; }},
        {"scram-flag-y-refused", [](Conduct& c) { c.scram.refusesFlagY = true; }},
        {"scram-nonce-of-base64-only",
         [](Conduct& c) {
             c.scram.takesNonce = [](std::string_view nonce) {
                 return std::all_of(nonce.begin(), nonce.end(), [](char each) {
                     return std::isalnum(static_cast<unsigned char>(each)) != 0 || each == '+' ||
                            each == '/' || each == '=';
                 });
             };
         }},
        {"scram-short-nonce-refused",
         [](Conduct& c) { c.scram.takesNonce = [](std::string_view nonce) { return nonce.size() >= 8; }; }},
        {"scram-downgrade-accepted", [](Conduct& c) { c.scram.refusesDowngrade = false; }},
        {"plus-without-bare", inFeatures(When::BeforeLogin,
                                         [](Markup& features) {
                                             Markup* mechanisms = features.child(ns::sasl, "mechanisms");
                                             if (!mechanisms) return;
                                             auto& all = mechanisms->content;
                                             if (std::none_of(all.begin(), all.end(), [](const Markup& each) {
                                                     return isPlus(textOf(each));
                                                 }))
                                                 return;
                                             std::erase_if(all, [](const Markup& each) {
                                                 return isScram(textOf(each)) && !isPlus(textOf(each));
                                             });
                                         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
