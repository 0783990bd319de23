#pragma once

#include <cstddef>

#include "reports/model/Listener.h"
#include "reports/model/Report.h"
#include "reports/model/RunRecord.h"

namespace xmppconf::reports {

/// A vector that has finished, in the forms that reports need, each made once for all of them.
struct FinishedVector {
    const dialogue::Outcome& outcome;
    const ReportedVector& shown;
    const VectorBrief& brief;
    std::size_t rank;  ///< see RunRecord::rank
};

/// A report on a run as it goes on, told by RunReports with what all reports share. The record stands from
/// `runStarted` to the end of `runFinished`, the rest during the call. Calls come one at a time.
class RunReport {
  public:
    virtual ~RunReport() = default;
    virtual void runStarted(const RunRecord&, const ReportStart&) {}
    virtual void targetKnown(const TargetFacts&) {}
    virtual void vectorStarted(const vector::Vector&) {}
    /// The three as in Listener.
    virtual bool hearsActions() const { return false; }
    virtual void actionStarted(const ActionStarted&) {}
    virtual void checked(const Checked&) {}
    virtual void vectorFinished(const FinishedVector&, const ReportStart&) {}
    /// The last call, also after a signal.
    virtual void runFinished(const RunSummary&, const Report&) {}
};

}  // namespace xmppconf::reports
