#pragma once

#include <string>

#include "reports/html/Room.h"
#include "reports/model/Report.h"

namespace xmppconf::reports {

/// What a vector judged, one requirement after the other, those that are broken first: the requirement in
/// words, and for each check what was expected and what came, with the difference marked.
std::string htmlChecks(const ReportedVector& vector, const ReportStart& start, Room& room);

}  // namespace xmppconf::reports
