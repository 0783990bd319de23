#pragma once

#include <string>

#include "suite/options/ExitCode.h"

namespace xmppconf::suite {

/// How a subcommand ended, with a sentence when it could not do what it was asked for.
struct CommandEnd {
    ExitCode code = ExitCode::Conforms;
    std::string sentence{};
};

}  // namespace xmppconf::suite
