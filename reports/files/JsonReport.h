#pragma once

#include "reports/files/FileReport.h"

namespace xmppconf::reports {

/// The machine-readable report, `xmppconf-report/2`: see report.schema.json. One vector and one requirement
/// stand on a line each. The file is ASCII, so that it can be shown on any terminal.
class JsonReport final : public FileReport {
  public:
    explicit JsonReport(std::string path) : FileReport("JSON report", std::move(path)) {}
    bool isWhole() const override { return true; }

  protected:
    std::string vectorPart(const ReportedVector& vector, const ReportStart& start) override;
    void compose(AtomicFile& file, const Report& report) override;
};

}  // namespace xmppconf::reports
