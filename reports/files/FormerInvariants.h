#pragma once

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// Turns a report of version 1, where what invariants saw counted for each vector, into what a run would
/// write today: each invariant told once, and vectors judged by what they ask.
void tellInvariantsOnce(WholeReport& whole);

}  // namespace xmppconf::reports
