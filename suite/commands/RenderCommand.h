#pragma once

#include "suite/commands/CommandEnd.h"
#include "suite/commands/Surroundings.h"
#include "suite/options/OptionTable.h"

namespace xmppconf::suite {

/// `xmppconf render`: reports of earlier runs, written anew from their JSON.
CommandEnd render(const GivenArguments& given, const Surroundings& surroundings);

}  // namespace xmppconf::suite
