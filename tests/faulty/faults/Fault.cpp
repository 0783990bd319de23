#include "tests/faulty/faults/Fault.h"

#include <map>

namespace xmppconf::faulty {

std::vector<const Fault*> allFaults() {
    std::vector<const Fault*> all;
    for (const auto table :
         {headerFaults, streamErrorFaults, featureFaults,  tlsFaults,         saslFaults,    scramFaults,
          digestFaults, restartFaults,     bindFaults,     sessionFaults,     contentFaults, addressFaults,
          stanzaFaults, stanzaErrorFaults, deliveryFaults, relayFaults,       xmlFaults,     characterFaults,
          stateFaults,  absentFaults,      closingFaults,  negotiationFaults, doorFaults}) {
        for (const Fault& fault : table()) all.push_back(&fault);
    }
    return all;
}

const Fault* faultNamed(std::string_view name) {
    static const std::map<std::string_view, const Fault*> byName = [] {
        std::map<std::string_view, const Fault*> made;
        for (const Fault* fault : allFaults()) made.emplace(fault->name, fault);
        return made;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

}  // namespace xmppconf::faulty
