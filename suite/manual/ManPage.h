#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::suite::manual {

/// The page for man(1). `frame` is its text with @OPTIONS@, @COMMANDS@, @EXIT-CODES@, @VERSION@ and @DATE@
/// where the program's own tables belong; a frame that lacks one of them is a mistake.
Result<std::string> manPage(std::string frame, std::string_view version, std::string_view date);

}  // namespace xmppconf::suite::manual
