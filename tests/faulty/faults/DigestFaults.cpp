#include <algorithm>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

using Directives = std::vector<std::pair<std::string, std::string>>;

template <class Change>
auto inChallenge(Change change) {
    return [=](Conduct& c) { c.digest.challenge = change; };
}

auto without(std::string name) {
    return inChallenge([=](Directives& directives) {
        std::erase_if(directives, [&](const auto& each) { return each.first == name; });
    });
}

auto with(std::string name, std::string value) {
    return inChallenge([=](Directives& directives) {
        for (auto& each : directives)
            if (each.first == name) each.second = value;
    });
}

/// The challenge is written in another way.
auto inMessage(void (*change)(std::string&)) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            if (!outgoing.element.is(ns::sasl, "challenge") || stream.sasl().mechanism() != "DIGEST-MD5")
                return;
            std::string message = sasl::decodeBase64(textOf(outgoing.element)).value_or("");
            change(message);
            setText(outgoing.element, sasl::encodeBase64(message));
        });
    };
}

}  // namespace

std::span<const Fault> digestFaults() {
    static const std::vector<Fault> faults = {
        {"digest-md5-refused",
         [](Conduct& c) { c.withholds = [](std::string_view name) { return name == "DIGEST-MD5"; }; }},
        {"digest-md5-wrong-rspauth",
         [](Conduct& c) {
             c.digest.last = [](std::optional<std::string>& rspauth) {
                 if (rspauth) rspauth->back() = rspauth->back() == '0' ? '1' : '0';
             };
         }},
        {"digest-md5-no-rspauth",
         [](Conduct& c) { c.digest.last = [](std::optional<std::string>& rspauth) { rspauth.reset(); }; }},
        {"digest-md5-no-nonce", without("nonce")},
        {"digest-md5-no-algorithm", without("algorithm")},
        {"digest-md5-no-qop-auth", with("qop", "auth-int")},
        {"digest-md5-realm-unquoted", inMessage([](std::string& message) {
             const auto opens = message.find("realm=\"");
             if (opens == message.npos) return;
             message.erase(message.find('"', opens), 1);
             message.erase(message.find('"', opens), 1);
         })},
        {"digest-md5-charset-quoted", inMessage([](std::string& message) {
             constexpr std::string_view due = "charset=utf-8";
             const auto at = message.find(due);
             if (at != message.npos) message.replace(at, due.size(), "charset=\"utf-8\"");
         })},
        {"digest-md5-constant-nonce", with("nonce", "always-the-same")},
        {"digest-md5-nonce-ignored", [](Conduct& c) { c.digest.verifiesNonce = false; }},
        {"digest-md5-any-nonce-taken", [](Conduct& c) { c.digest.takesAnyNonce = true; }},
        {"digest-md5-nonce-count-ignored", [](Conduct& c) { c.digest.verifiesNonceCount = false; }},
        {"digest-md5-directive-twice-taken", [](Conduct& c) { c.digest.refusesSecondDirectives = false; }},
        {"digest-md5-other-quality-taken", [](Conduct& c) { c.digest.refusesOtherQualities = false; }},
        {"digest-md5-digest-uri-ignored", [](Conduct& c) { c.digest.verifiesDigestUri = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
