#pragma once

#include <string>

#include "suite/options/Options.h"

namespace xmppconf::suite {

/// The command line that runs against the same target and judges in the same way, up to what is selected.
/// Paths stand as given; passwords never stand on a command line.
std::string repeatCommand(const Options& options);

}  // namespace xmppconf::suite
