#pragma once

#include <cstddef>
#include <string>

#include "harness/dialogue/Outcome.h"
#include "reports/RunRecord.h"

namespace xmppconf::reports {

/// One vector as a section that folds: purpose, checks, dialogue, source, how to repeat it. Foreign text
/// takes at most about `room` octets of HTML.
std::string htmlVector(const dialogue::Outcome& outcome, const RunRecord& record, std::size_t room);

}  // namespace xmppconf::reports
