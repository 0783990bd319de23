#pragma once

#include <string>

#include "reports/model/ReportDiff.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// How two reports differ, for the console: by kind of change, then how many of each, and last whether
/// anything got worse.
std::string diffText(const Report& before, const Report& after, const ReportDiff& diff,
                     const Palette& palette);

/// "3 newly fail, 1 vanished", or "nothing changed".
std::string changeCounts(const ReportDiff& diff);
/// "2 regressions", or "no regression".
std::string regressionText(const ReportDiff& diff);

}  // namespace xmppconf::reports
