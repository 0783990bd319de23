#pragma once

#include "suite/CommandEnd.h"
#include "suite/OptionTable.h"
#include "suite/Surroundings.h"

namespace xmppconf::suite {

/// `xmppconf diff`: how the report of a run differs from that of an earlier one; exit code 1 when anything
/// got worse.
CommandEnd diff(const GivenArguments& given, const Surroundings& surroundings);

}  // namespace xmppconf::suite
