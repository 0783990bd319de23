#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> streamErrorFaults() {
    static const std::vector<Fault> faults = {
        {"error-without-header", [](Conduct& c) { c.headerBeforeErrors = false; }},
        {"error-without-closing", [](Conduct& c) { c.closesAfterErrors = false; }},
        {"unknown-host-accepted", way(Offence::UnknownHost, Reaction::Way::Nothing)},
        {"unknown-host-wrong-condition", condition(Offence::UnknownHost, "bad-format")},
        {"comment-accepted", way(Offence::Comment, Reaction::Way::Nothing)},
    };
    return faults;
}

}  // namespace xmppconf::faulty
