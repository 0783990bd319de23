#pragma once

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "reports/files/FileReport.h"
#include "reports/model/Report.h"
#include "reports/model/RunReport.h"
#include "reports/terminal/ProgressLine.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

struct ConsoleOptions {
    bool colour = false;
    bool interactive = false;                ///< a terminal: show a progress line
    bool verbose = false;                    ///< a line for each vector that passed, too
    std::function<std::size_t()> width{};    ///< columns of the terminal; empty: 80
    std::vector<const FileReport*> files{};  ///< told about at the end; outlive the report
};

/// The run for people at a terminal: step by step in the order of the corpus, each as soon as it and all
/// before it are complete; then what blocks others, and all that failed once more, each with its reason, what
/// blocks most first, then by impact; the summary last. What has another impact than was asked for is counted
/// only. It
/// stands behind the `files`, so that it can say whether they were written.
class ConsoleReport final : public RunReport {
  public:
    ConsoleReport(std::ostream& output, ConsoleOptions options);

    void runStarted(const RunRecord& record, const ReportStart& start) override;
    void targetKnown(const TargetFacts& facts) override;
    void vectorStarted(const vector::Vector& vector) override;
    void vectorFinished(const FinishedVector& finished, const ReportStart& start) override;
    void runFinished(const RunSummary& summary, const Report& report) override;

  private:
    /// What was not judged for one cause: the verdict, and what blocks or the reason.
    using Group = std::pair<judge::Verdict, std::string>;
    /// What is to be said of one step once its turn has come.
    struct StepText {
        std::size_t selected = 0;
        std::size_t finished = 0;
        std::map<std::size_t, std::string> lines;                      ///< by rank of the vector
        std::map<Group, std::map<std::size_t, std::string>> unjudged;  ///< ids of what was not judged
    };

    void showProgress(const vector::Vector& at);
    void printCompleteSteps(bool all);
    void printStep(vector::Step step, const StepText& text);
    Group groupOf(const VectorBrief& vector) const;
    const ImpactFilter& impacts() const;
    bool isListed(const VectorBrief& vector) const;
    void printBlockades(const std::vector<VectorBrief>& vectors);
    void printFailures(const std::vector<VectorBrief>& vectors);
    std::string whyFailed(const dialogue::Outcome& outcome) const;
    void printLongest(std::vector<VectorBrief> vectors);
    void printSummary(const RunSummary& summary, const Report& report);
    std::string vectorCounts(std::optional<vector::Step> step) const;
    std::string requirementCounts() const;

    std::ostream& output_;
    ConsoleOptions options_;
    Palette palette_;
    ProgressLine progress_;
    const RunRecord* record_ = nullptr;
    std::map<vector::Step, StepText> steps_;                    ///< not yet printed
    std::map<std::string, std::string, std::less<>> failures_;  ///< by id of the vector
    std::size_t unlisted_ = 0;                                  ///< findings of another impact
    bool failuresAreCut_ = false;
};

}  // namespace xmppconf::reports
