#pragma once

#include <memory>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "reports/files/FileReport.h"
#include "reports/model/RunReports.h"
#include "suite/commands/Surroundings.h"
#include "suite/options/Options.h"

namespace xmppconf::suite {

/// All that the options ask to be written during a run. The console's part goes to standard error when a
/// report takes standard output.
class ReportSet {
  public:
    ReportSet(const Options& options, const Surroundings& surroundings);

    reports::Listener& listener() { return reports_; }
    /// The last that was said before the target proved unfit to be tested.
    void show(const dialogue::Outcome& evidence);
    /// One more sentence behind the summary.
    void say(const std::string& sentence);
    bool allWritten() const;

  private:
    void addFile(std::unique_ptr<reports::FileReport> report);
    void add(std::unique_ptr<reports::RunReport> report);

    Console console_;
    std::vector<std::unique_ptr<reports::RunReport>> owned_;
    std::vector<const reports::FileReport*> files_;
    reports::RunReports reports_;
};

}  // namespace xmppconf::suite
