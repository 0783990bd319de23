#pragma once

#include "reports/files/FileReport.h"

namespace xmppconf::reports {

/// The report for reading, in one file that fetches nothing: it works without its script, and nothing that
/// the target sent can act in it (escaped, and a content security policy that allows our own code only).
class HtmlReport final : public FileReport {
  public:
    explicit HtmlReport(std::string path) : FileReport("HTML report", std::move(path)) {}

  protected:
    std::string vectorPart(const ReportedVector& vector, const ReportStart& start) override;
    void compose(AtomicFile& file, const Report& report) override;

  private:
    void writeVectors(AtomicFile& file, const Report& report);
};

}  // namespace xmppconf::reports
