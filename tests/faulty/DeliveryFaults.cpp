#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> deliveryFaults() {
    static const std::vector<Fault> faults = {
        {"text-unescaped", inRelayed([](Outgoing& outgoing) {
             outgoing.spelling.text = [](std::string_view text) { return std::string(text); };
         })},
        {"prefixes-lost", inRelayed([](Outgoing& outgoing) { outgoing.spelling.declaresPrefixes = false; })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
