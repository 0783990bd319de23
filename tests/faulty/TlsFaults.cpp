#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> tlsFaults() {
    static const std::vector<Fault> faults = {
        {"starttls-no-handshake", [](Conduct& c) { c.shakesHands = false; }},
        {"failed-handshake-stays-open", [](Conduct& c) { c.endsAfterFailedHandshake = false; }},
        {"required-tls-bypassed", [](Conduct& c) { c.enforcesTls = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
