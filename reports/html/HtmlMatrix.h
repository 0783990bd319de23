#pragma once

#include <span>
#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// A report under the name by which a comparison calls it.
struct NamedReport {
    std::string name;
    Report report;
    std::string page;  ///< address of its own HTML report, seen from the comparison; empty: unknown
};

/// Reports side by side as a page: what each target is and its totals, then vectors and requirements as rows
/// with a verdict for each report. What a report does not hold is shown as absent, never as met.
std::string htmlMatrix(std::span<const NamedReport> reports);

}  // namespace xmppconf::reports
