#pragma once

#include <string>
#include <vector>

#include "harness/Result.h"
#include "reports/model/Report.h"

namespace xmppconf::suite {

/// The report in a JSON file that an earlier run wrote; sentences name the file and the place in it.
Result<reports::WholeReport> readStoredReport(const std::string& path);

/// A sentence when a page written there would take the place of a report that is read; else empty.
std::string wouldOverwrite(const std::vector<std::string>& reports, const std::string& page);

}  // namespace xmppconf::suite
