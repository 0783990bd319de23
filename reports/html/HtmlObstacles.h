#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// How deep a login comes, and what every account came to with every mechanism, as a table; folded when all
/// is well. Nothing when no login was tried.
std::string htmlLogins(const Report& report);

/// What blocks vectors, each cause once, with links to the requirement and to the vectors.
std::string htmlBlockades(const Report& report);

}  // namespace xmppconf::reports
