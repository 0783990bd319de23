#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> scramFaults() {
    static const std::vector<Fault> faults = {
        {"scram-wrong-server-signature",
         [](Conduct& c) {
             c.scram.last = [](std::string& signature) {
                 signature[0] = static_cast<char>(signature[0] ^ 1);
             };
         }},
        {"scram-no-salt", [](Conduct& c) { c.scram.first = [](ScramFirst& first) { first.salt.reset(); }; }},
        {"scram-nonce-ignored", [](Conduct& c) { c.scram.verifiesNonce = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
