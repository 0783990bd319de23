#pragma once

#include <string>
#include <vector>

#include "harness/Result.h"
#include "suite/options/OptionTable.h"

namespace xmppconf::suite {

/// Takes the arguments apart by the option table: which options were given, with which values as text.
Result<GivenOptions> readCommandLine(const std::vector<std::string>& arguments);

/// The same of a subcommand, behind its name.
Result<GivenArguments> readCommandLine(const CommandForm& command, const std::vector<std::string>& arguments);

std::string helpText();
std::string helpText(const CommandForm& command);

/// The arguments as one line that a shell would take apart the same way.
std::string shellQuoted(const std::vector<std::string>& arguments);

}  // namespace xmppconf::suite
