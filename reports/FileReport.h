#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/Result.h"
#include "reports/AtomicFile.h"
#include "reports/Listener.h"
#include "reports/RunRecord.h"
#include "reports/Spool.h"

namespace xmppconf::reports {

/// A report that is written to a file at the end of the run, vectors in the order of the corpus. Memory
/// holds one vector at a time. Nothing throws: what went wrong is told by `written`.
class FileReport : public Listener {
  public:
    /// `kind` is what users call it: "JSON report".
    FileReport(std::string_view kind, std::string path) : kind_(kind), path_(std::move(path)) {}

    std::string_view kind() const { return kind_; }
    const std::string& path() const { return path_; }
    /// Whether the file is there; meaningful after `runFinished`.
    const Result<void>& written() const { return written_; }

    void runStarted(const RunInfo& info) override;
    void targetKnown(const TargetFacts& facts) override;
    void vectorFinished(const dialogue::Outcome& outcome) override;
    void runFinished(const RunSummary& summary) override;

  protected:
    /// The vector's part of the report, as it will stand in the file.
    virtual std::string vectorPart(const dialogue::Outcome& outcome) = 0;
    /// Writes the whole, with the parts by `writePart`.
    virtual void compose(AtomicFile& file, const RunSummary& summary) = 0;

    /// Of the vector with that rank: see `RunRecord::rank`. False when it was not run.
    bool hasPart(std::size_t rank) const { return spool_.has(rank); }
    void writePart(AtomicFile& file, std::size_t rank);
    const RunRecord& record() const { return *record_; }

  private:
    void keep(const Result<void>& result);

    std::string_view kind_;
    std::string path_;
    std::optional<RunRecord> record_;
    Spool spool_;
    Result<void> written_;  ///< the first failure
};

}  // namespace xmppconf::reports
