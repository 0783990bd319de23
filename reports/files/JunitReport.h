#pragma once

#include "reports/files/FileReport.h"

namespace xmppconf::reports {

/// JUnit XML as Jenkins and its likes read it: a test suite for each step, a test for each vector, and as
/// properties of the suite which requirements it judged. What fails the run is a failure, what the baseline
/// accepts is skipped: see TestStatus.h. Well-formed whatever the target sent, and bounded.
class JunitReport final : public FileReport {
  public:
    explicit JunitReport(std::string path) : FileReport("JUnit report", std::move(path)) {}

  protected:
    std::string vectorPart(const ReportedVector& vector, const ReportStart& start) override;
    void compose(AtomicFile& file, const Report& report) override;

  private:
    void writeStep(AtomicFile& file, const Report& report, vector::Step step);
};

}  // namespace xmppconf::reports
