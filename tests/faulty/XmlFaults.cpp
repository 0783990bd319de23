#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> xmlFaults() {
    static const std::vector<Fault> faults = {
        {"comment-in-stanza-accepted", way(Offence::Comment, Reaction::Way::Nothing)},
    };
    return faults;
}

}  // namespace xmppconf::faulty
