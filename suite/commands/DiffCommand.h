#pragma once

#include "suite/commands/CommandEnd.h"
#include "suite/commands/Surroundings.h"
#include "suite/options/OptionTable.h"

namespace xmppconf::suite {

/// `xmppconf diff`: how the report of a run differs from that of an earlier one; exit code 1 when anything
/// got worse.
CommandEnd diff(const GivenArguments& given, const Surroundings& surroundings);

}  // namespace xmppconf::suite
