#include "reports/terminal/DiffText.h"

#include <fmt/format.h>

#include "reports/text/DialogueText.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kDiffName = 200;
constexpr std::size_t kDiffReason = 300;

judge::Verdict colourOf(const ChangeRow& row) {
    if (row.regression) return judge::Verdict::Fail;
    const bool better = row.change == Change::NewlyPasses || row.change == Change::NowJudged;
    return better ? judge::Verdict::Pass : judge::Verdict::Skip;
}

std::string runLine(std::string_view name, const Report& report) {
    return fmt::format("{}  {}, {}, xmppconf {}, {} vectors\n", name,
                       shortened(report.start.target(), kDiffName),
                       shortened(report.start.started, kDiffName),
                       shortened(report.start.toolVersion, kDiffName), report.vectors.size());
}

std::string rowText(const ChangeRow& row, const Palette& palette) {
    const std::string requirement =
        row.requirement.empty() ? "" : "  " + shortened(row.requirement, kDiffName);
    std::string text =
        fmt::format("  {}{}: {}\n", shortened(row.vector, kDiffName), requirement,
                    palette.paint(colourOf(row), fmt::format("{} -> {}", row.before, row.after)));
    if (row.change == Change::JudgesOtherwise)
        text += fmt::format("      judges otherwise since revision {} of the vector\n", row.revision);
    if (!row.reason.empty() && row.regression)
        text += fmt::format("      {}\n", shortened(row.reason, kDiffReason));
    return text;
}

}  // namespace

std::string changeCounts(const ReportDiff& diff) {
    std::string text;
    for (int i = 0; i < kChanges; ++i) {
        const auto change = static_cast<Change>(i);
        if (diff.count(change) > 0)
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", titleOf(change), diff.count(change));
    }
    return text.empty() ? "Nothing changed" : text;
}

std::string regressionText(const ReportDiff& diff) {
    const std::size_t count = diff.regressions();
    return count == 0 ? "no regression" : fmt::format("{} regression{}", count, count == 1 ? "" : "s");
}

std::string diffText(const Report& before, const Report& after, const ReportDiff& diff,
                     const Palette& palette) {
    std::string text = runLine("before", before) + runLine("after ", after);
    const ChangeRow* last = nullptr;
    for (const ChangeRow& row : diff.rows) {
        if (!last || last->change != row.change)
            text += fmt::format(
                "\n{}\n", palette.bold(fmt::format("{} ({})", titleOf(row.change), diff.count(row.change))));
        text += rowText(row, palette);
        last = &row;
    }
    const auto verdict = diff.regressions() == 0 ? judge::Verdict::Pass : judge::Verdict::Fail;
    return text + fmt::format("\n{}; {}\n", changeCounts(diff), palette.paint(verdict, regressionText(diff)));
}

}  // namespace xmppconf::reports
