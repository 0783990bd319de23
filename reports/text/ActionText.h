#pragma once

#include <string>

#include "harness/vector/Action.h"

namespace xmppconf::reports {

/// An action in short, as its element is called and with what it waits for: "expect <success …/>".
std::string actionText(const vector::Action& action);

}  // namespace xmppconf::reports
