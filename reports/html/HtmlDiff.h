#pragma once

#include <string>

#include "reports/model/ReportDiff.h"

namespace xmppconf::reports {

/// How two reports differ, as a page of its own in the style of the reports: see HtmlPage.h.
std::string htmlDiff(const Report& before, const Report& after, const ReportDiff& diff);

}  // namespace xmppconf::reports
