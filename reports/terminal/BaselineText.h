#pragma once

#include <string>

#include "reports/model/Baseline.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// How a run compares with its baseline, for the end of the console: each entry and each deviation that fails
/// the run by its name, and the command that repairs the file. Empty without a baseline; bounded and
/// harmless.
std::string baselineText(const BaselineResult& result, const Palette& palette);

}  // namespace xmppconf::reports
