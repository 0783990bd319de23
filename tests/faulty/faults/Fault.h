#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "tests/faulty/server/Conduct.h"

namespace xmppconf::faulty {

/// One deviation, by its name in vectors/specs/faults.xml: what it changes of an honest conduct.
struct Fault {
    std::string_view name;
    std::function<void(Conduct&)> apply;
};

/// Null: nobody has written it.
const Fault* faultNamed(std::string_view name);
/// All that are written, by area.
std::vector<const Fault*> allFaults();

// One table for each area, each in a file of its own.
std::span<const Fault> headerFaults();
std::span<const Fault> streamErrorFaults();
std::span<const Fault> featureFaults();
std::span<const Fault> tlsFaults();
std::span<const Fault> saslFaults();
std::span<const Fault> scramFaults();
std::span<const Fault> digestFaults();
std::span<const Fault> restartFaults();
std::span<const Fault> bindFaults();
std::span<const Fault> sessionFaults();
std::span<const Fault> contentFaults();
std::span<const Fault> addressFaults();
std::span<const Fault> stanzaFaults();
std::span<const Fault> stanzaErrorFaults();
std::span<const Fault> deliveryFaults();
std::span<const Fault> relayFaults();
std::span<const Fault> characterFaults();
std::span<const Fault> stateFaults();
std::span<const Fault> absentFaults();
std::span<const Fault> xmlFaults();
std::span<const Fault> closingFaults();
std::span<const Fault> negotiationFaults();
std::span<const Fault> doorFaults();

}  // namespace xmppconf::faulty
