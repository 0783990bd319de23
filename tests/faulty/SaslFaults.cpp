#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> saslFaults() {
    static const std::vector<Fault> faults = {
        {"password-not-verified", [](Conduct& c) { c.verifiesPasswords = false; }},
        {"wrong-password-condition", condition(Refusal::WrongPassword, "temporary-auth-failure")},
        {"unknown-user-accepted", [](Conduct& c) { c.verifiesUsers = false; }},
        {"malformed-message-closes",
         [](Conduct& c) {
             c.refusals[Refusal::Malformed].way = Reaction::Way::End;
             c.refusals[Refusal::BadEncoding].way = Reaction::Way::End;
         }},
        {"no-retry", [](Conduct& c) { c.triesBeforeEnd = 1; }},
        {"plain-refused",
         [](Conduct& c) { c.withholds = [](std::string_view name) { return name == "PLAIN"; }; }},
        {"plain-success-with-data", inOwn([](Outgoing& outgoing) {
             if (outgoing.element.is(ns::sasl, "success") && outgoing.element.content.empty())
                 outgoing.element.say("=");
         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
