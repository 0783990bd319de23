#pragma once

#include <vector>

#include "reports/FileReport.h"
#include "reports/HtmlSummary.h"

namespace xmppconf::reports {

/// The report for reading, in one file that fetches nothing: it works without its script, and nothing that
/// the target sent can act in it (escaped, and a content security policy that allows our own code only).
class HtmlReport final : public FileReport {
  public:
    explicit HtmlReport(std::string path) : FileReport("HTML report", std::move(path)) {}

  protected:
    std::string vectorPart(const dialogue::Outcome& outcome) override;
    void compose(AtomicFile& file, const RunSummary& summary) override;

  private:
    void writeVectors(AtomicFile& file);

    std::vector<Finding> findings_;
};

}  // namespace xmppconf::reports
