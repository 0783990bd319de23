#pragma once

#include <string>

#include "reports/html/Room.h"
#include "reports/model/Report.h"

namespace xmppconf::reports {

/// The tries of a vector that do not count, each folded with its reason and its dialogue.
std::string htmlAttempts(const ReportedVector& vector, Room& room);

}  // namespace xmppconf::reports
