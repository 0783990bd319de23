#pragma once

#include <map>
#include <ostream>
#include <vector>

#include "reports/model/RunReport.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// Prints the whole dialogue of each vector with its checks when it has finished, in the order in which they
/// finish. Where one conversation goes on at a time, each action is shown as it starts. Use it in front of a
/// ConsoleReport that is not interactive.
class TraceReport final : public RunReport {
  public:
    TraceReport(std::ostream& output, bool colour) : output_(output), palette_(colour) {}

    bool hearsActions() const override { return true; }
    void runStarted(const RunRecord& record, const ReportStart& start) override;
    void vectorStarted(const vector::Vector& vector) override;
    void actionStarted(const ActionStarted& action) override;
    void checked(const Checked& check) override;
    void vectorFinished(const FinishedVector& vector, const ReportStart& start) override;

  private:
    void printCheck(const Checked& checked);

    std::ostream& output_;
    Palette palette_;
    bool live_ = false;                                             ///< one conversation at a time
    std::map<const vector::Vector*, std::vector<Checked>> checks_;  ///< of what has not finished yet
};

}  // namespace xmppconf::reports
