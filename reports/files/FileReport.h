#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "reports/files/AtomicFile.h"
#include "reports/files/Spool.h"
#include "reports/model/Report.h"
#include "reports/model/RunReport.h"

namespace xmppconf::reports {

/// A report in a file, vectors in the order of the corpus: written at the end of a run that it is told of,
/// or from a report that was read back; both give the same octets. Memory holds one vector at a time. Nothing
/// throws: what went wrong is told by `written`.
class FileReport : public RunReport {
  public:
    /// `kind` is what users call it: "JSON report".
    FileReport(std::string_view kind, std::string path) : kind_(kind), path_(std::move(path)) {}

    std::string_view kind() const { return kind_; }
    const std::string& path() const { return path_; }
    /// Whether the file is there; meaningful after `runFinished` or `write`.
    const Result<void>& written() const { return written_; }

    /// Nothing is cut in it.
    virtual bool isWhole() const { return false; }

    void vectorFinished(const FinishedVector& vector, const ReportStart& start) override;
    void runFinished(const RunSummary& summary, const Report& report) override;

    /// Writes a whole report at once, instead of being told of a run.
    void write(const WholeReport& whole);

  protected:
    /// The vector's part of the report, as it will stand in the file.
    virtual std::string vectorPart(const ReportedVector& vector, const ReportStart& start) = 0;
    /// Writes the whole, with the parts by `writePart`.
    virtual void compose(AtomicFile& file, const Report& report) = 0;

    /// Of the vector that stands at `index` in the report.
    void writePart(AtomicFile& file, std::size_t index);

  private:
    void writeFile(const Report& report);
    void keep(const Result<void>& result);

    std::string_view kind_;
    std::string path_;
    Spool spool_;
    std::set<std::size_t> told_;      ///< ranks of vectors: see `RunRecord::rank`
    std::vector<std::size_t> ranks_;  ///< of each vector of the report
    Result<void> written_;            ///< the first failure
};

}  // namespace xmppconf::reports
