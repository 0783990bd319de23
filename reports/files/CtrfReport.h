#pragma once

#include "reports/files/FileReport.h"

namespace xmppconf::reports {

/// The Common Test Report Format: JSON that dashboards and CI plug-ins read, each vector as a test with the
/// same status as in JUnit XML (TestStatus.h); what is neither passed nor failed keeps its verdict as raw
/// status.
class CtrfReport final : public FileReport {
  public:
    explicit CtrfReport(std::string path) : FileReport("CTRF report", std::move(path)) {}

  protected:
    std::string vectorPart(const ReportedVector& vector, const ReportStart& start) override;
    void compose(AtomicFile& file, const Report& report) override;
};

}  // namespace xmppconf::reports
