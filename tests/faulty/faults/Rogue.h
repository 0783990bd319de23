#pragma once

#include <span>
#include <string_view>

#include "tests/faulty/faults/Fault.h"

namespace xmppconf::faulty {

/// Servers that are none: no deviations from a requirement, but something else altogether. They are no part
/// of the catalogue of faults. A server that has died has a note called "dead".
std::span<const Fault> rogues();
/// Null: there is no such rogue.
const Fault* rogueNamed(std::string_view name);

}  // namespace xmppconf::faulty
