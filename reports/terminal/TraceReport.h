#pragma once

#include <ostream>

#include "reports/model/RunReport.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// Prints the whole dialogue of each vector when it has finished, in the order in which they finish. Use it
/// in front of a ConsoleReport that is not interactive.
class TraceReport final : public RunReport {
  public:
    TraceReport(std::ostream& output, bool colour) : output_(output), palette_(colour) {}

    void vectorFinished(const FinishedVector& vector, const ReportStart& start) override;

  private:
    std::ostream& output_;
    Palette palette_;
};

}  // namespace xmppconf::reports
