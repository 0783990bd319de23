#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// Everything above the vectors: the verdict, the target, the counts, the login as a picture, the findings.
std::string htmlSummary(const Report& report);

}  // namespace xmppconf::reports
