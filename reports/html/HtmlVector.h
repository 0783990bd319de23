#pragma once

#include <cstddef>
#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// One vector as a section that folds: purpose, checks, dialogue, source, how to repeat it. Foreign text
/// takes at most about `room` octets of HTML.
std::string htmlVector(const ReportedVector& vector, const ReportStart& start, std::size_t room);

}  // namespace xmppconf::reports
