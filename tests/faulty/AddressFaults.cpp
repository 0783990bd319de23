#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> addressFaults() {
    static const std::vector<Fault> faults = {
        {"from-not-added", inRelayed([](Outgoing& outgoing) { outgoing.element.remove("from"); })},
        {"language-not-added", [](Conduct& c) { c.addsLanguage = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
