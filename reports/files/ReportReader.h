#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"
#include "reports/model/Report.h"

namespace xmppconf::reports {

/// A larger file is no report of ours.
inline constexpr std::size_t kLargestReport = 256 * 1024 * 1024;

/// The report that stands in JSON as JsonReport writes it, `xmppconf-report/2`. Members that it does not know
/// are passed over, and those that came later than the first release may be missing. Whatever else differs is
/// told as a sentence with the name and the place: "old.json: vectors[3].verdict is missing". The text may
/// come from anybody: depth and number of values are bounded, and texts are made visible.
Result<WholeReport> readReport(std::string_view text, const std::string& name);

}  // namespace xmppconf::reports
