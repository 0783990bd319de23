#pragma once

#include <string>
#include <vector>

#include "suite/commands/Surroundings.h"

namespace xmppconf::suite {

/// The whole program: arguments (without its name) in, exit code out.
int runProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace xmppconf::suite
