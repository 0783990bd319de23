#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> digestFaults() {
    static const std::vector<Fault> faults = {
        {"digest-md5-nonce-count-ignored", [](Conduct& c) { c.digest.verifiesNonceCount = false; }},
        {"digest-md5-no-rspauth",
         [](Conduct& c) { c.digest.last = [](std::optional<std::string>& rspauth) { rspauth.reset(); }; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
