#pragma once

#include <vector>

#include "harness/vector/Action.h"

namespace xmppconf::suite {

/// The lists of actions that stand directly inside an action: of a fragment used, of alternatives, of
/// branches.
std::vector<const vector::Actions*> actionsInside(const vector::Action& action);

}  // namespace xmppconf::suite
