#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// All requirements of the catalogues with their verdicts and the vectors that judge them, and how many of
/// each specification were judged at all.
std::string htmlRequirements(const Report& report);

}  // namespace xmppconf::reports
