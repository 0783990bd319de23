#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> closingFaults() {
    static const std::vector<Fault> faults = {
        {"no-closing-tag", [](Conduct& c) { c.sendsClosingTag = false; }},
        {"no-close-notify", [](Conduct& c) { c.saysCloseNotify = false; }},
        {"connection-stays-open", [](Conduct& c) { c.endsConnection = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
