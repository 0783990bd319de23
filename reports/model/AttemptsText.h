#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// All tries by number: "fail beside others, pass alone"; empty when there was one.
std::string attemptsText(const ReportedVector& vector);

/// What a mark says, as a sentence; empty without one.
std::string markText(dialogue::Mark mark);

}  // namespace xmppconf::reports
