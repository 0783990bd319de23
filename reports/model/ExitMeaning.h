#pragma once

#include <string_view>

#include "reports/model/Baseline.h"

namespace xmppconf::reports {

/// What the exit code of a run says, as a short sentence; with a baseline, what it says about that.
std::string_view exitMeaning(int code, const BaselineResult& baseline);

}  // namespace xmppconf::reports
