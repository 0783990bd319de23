#pragma once

#include <string>
#include <vector>

#include "suite/commands/Surroundings.h"
#include "suite/options/OptionTable.h"

namespace xmppconf::suite {

/// A subcommand from its arguments (behind its name) to the exit code.
int runCommand(const CommandForm& command, const std::vector<std::string>& arguments,
               const Surroundings& surroundings);

}  // namespace xmppconf::suite
