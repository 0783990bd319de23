#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "reports/model/RunReport.h"

namespace xmppconf::reports {

/// All reports on a run as one listener: what they share is gathered and made presentable once, and they are
/// told in their order.
class RunReports final : public Listener {
  public:
    /// Must outlive this.
    void add(RunReport& report) { reports_.push_back(&report); }

    void runStarted(const RunInfo& info) override;
    void targetKnown(const TargetFacts& facts) override;
    void vectorStarted(const vector::Vector& vector) override;
    bool hearsActions() const override;
    void actionStarted(const ActionStarted& action) override;
    void checked(const Checked& check) override;
    void vectorFinished(const dialogue::Outcome& outcome) override;
    void runFinished(const RunSummary& summary) override;

  private:
    std::vector<RunReport*> reports_;
    std::optional<RunRecord> record_;
    ReportStart start_;
    std::map<std::size_t, VectorBrief> briefs_;  ///< by rank of the vector
};

}  // namespace xmppconf::reports
