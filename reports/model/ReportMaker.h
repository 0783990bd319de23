#pragma once

#include <vector>

#include "reports/model/Report.h"
#include "reports/model/RunRecord.h"

namespace xmppconf::reports {

/// A report from a run as it goes on; every text that may quote the target is made visible here.

ReportStart startOf(const RunInfo& info);
ReportedVector reported(const dialogue::Outcome& outcome, const RunRecord& record);
Report reportOf(ReportStart start, const RunRecord& record, const RunSummary& summary,
                std::vector<VectorBrief> vectors);

}  // namespace xmppconf::reports
