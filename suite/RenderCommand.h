#pragma once

#include "suite/CommandEnd.h"
#include "suite/OptionTable.h"
#include "suite/Surroundings.h"

namespace xmppconf::suite {

/// `xmppconf render`: reports of earlier runs, written anew from their JSON.
CommandEnd render(const GivenArguments& given, const Surroundings& surroundings);

}  // namespace xmppconf::suite
