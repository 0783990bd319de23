#pragma once

#include "reports/files/FileReport.h"

namespace xmppconf::reports {

/// The run in short, as Markdown for the page of a CI job: the verdict first, then the counts, what failed
/// with a link to the section, and how the run compares with its baseline.
class SummaryReport final : public FileReport {
  public:
    explicit SummaryReport(std::string path) : FileReport("Summary", std::move(path)) {}

  protected:
    std::string vectorPart(const ReportedVector& vector, const ReportStart& start) override;
    void compose(AtomicFile& file, const Report& report) override;
};

}  // namespace xmppconf::reports
