#pragma once

#include <string>

#include "harness/Result.h"
#include "reports/Report.h"

namespace xmppconf::suite {

/// The report in a JSON file that an earlier run wrote; sentences name the file and the place in it.
Result<reports::WholeReport> readStoredReport(const std::string& path);

}  // namespace xmppconf::suite
