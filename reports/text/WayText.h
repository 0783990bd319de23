#pragma once

#include <string>
#include <vector>

#include "harness/vector/Place.h"

namespace xmppconf::reports {

/// Where the way ends, as one line: "stream.xml:12"; inside a fragment with the line of the vector from which
/// it leads there: "fragments.xml:20, used at stream.xml:12".
std::string wayText(const std::vector<vector::Place>& way);

}  // namespace xmppconf::reports
