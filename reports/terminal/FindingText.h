#pragma once

#include <string>
#include <string_view>

#include "harness/dialogue/Outcome.h"
#include "reports/model/Report.h"
#include "reports/model/RunRecord.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// In front of what is said of one vector, below its line.
inline constexpr std::string_view kFindingIndent = "            ";

/// What an attacker gets, in a line of its own; nothing where it is not said.
std::string attackLine(const vector::Requirement& requirement);

/// Everything the console says of one vector that is worth reading about: what it asks, which requirements
/// were broken, what would have been acceptable, what came, how to run it again. Ends with a line break,
/// has no blank lines, and is bounded whatever the target sent.
std::string findingText(const dialogue::Outcome& outcome, const ReportedVector& shown,
                        const RunRecord& record, const Palette& palette);

}  // namespace xmppconf::reports
