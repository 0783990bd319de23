#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// The vector as written, and behind it the fragments in which it was found wanting or ended early. The lines
/// where that was are marked, and those of the uses that lead there.
std::string htmlSource(const ReportedVector& vector, const ReportStart& start);

}  // namespace xmppconf::reports
