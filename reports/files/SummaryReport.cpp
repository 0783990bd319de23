#include "reports/files/SummaryReport.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/model/AttemptsText.h"
#include "reports/model/Blockade.h"
#include "reports/model/ExitMeaning.h"
#include "reports/model/LoginTroubles.h"
#include "reports/model/TestStatus.h"
#include "reports/text/MarkdownText.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kRows = 50;

using Row = std::vector<std::string>;

/// A heading and a table below it; nothing when the table is empty. Cells are Markdown.
std::string table(std::string_view heading, const Row& head, const std::vector<Row>& rows) {
    if (rows.empty()) return {};
    std::string text = fmt::format("\n### {} ({})\n\n", heading, rows.size());
    const auto add = [&](const Row& row) {
        for (const std::string& cell : row) text += "| " + cell + ' ';
        text += "|\n";
    };
    add(head);
    add(Row(head.size(), "---"));
    for (std::size_t i = 0; i < std::min(rows.size(), kRows); ++i) add(rows[i]);
    if (rows.size() > kRows) text += fmt::format("\nand {} more\n", rows.size() - kRows);
    return text;
}

std::string requirementText(const ReportStart& start, const std::string& id) {
    const vector::Requirement* requirement = start.requirement(id);
    if (!requirement) return markdownText(id);
    const std::string section = markdownText(fmt::format("{} {}", requirement->spec, requirement->section));
    return fmt::format("{} {}, {}: {}", markdownLink(section, requirement->link),
                       vector::nameOf(requirement->level), vector::nameOf(vector::impactOf(*requirement)),
                       markdownText(requirement->text));
}

std::string countsTable(const Report& report) {
    const VectorTally vectors = tallyOf(report);
    const StandingCounts requirements = countsOf(report);
    std::string head = "| ";
    std::string rule = "| ---";
    std::string rows[] = {"| vectors", "| requirements"};
    for (const Standing standing : allStandings()) {
        const auto verdict = verdictOf(standing);
        head += fmt::format(" | {}", nameOf(standing));
        rule += " | ---:";
        rows[0] += fmt::format(" | {}", verdict ? vectors.of(*verdict) : 0);
        rows[1] += fmt::format(" | {}", requirements.of(standing));
    }
    return fmt::format("\n{} |\n{} |\n{} |\n{} |\n", head, rule, rows[0], rows[1]);
}

/// What blocks other vectors, and what does not work of the logins.
std::string obstacleTables(const Report& report) {
    std::vector<Row> logins;
    if (report.facts)
        for (const std::string& trouble : loginTroubles(*report.facts))
            logins.push_back({markdownText(trouble)});
    std::vector<Row> blocked;
    for (const Blockade& blockade : blockadesOf(report.vectors)) {
        const bool requirement = blockade.by.kind == dialogue::Obstacle::Kind::Requirement;
        blocked.push_back({std::to_string(blockade.vectors.size()),
                           requirement ? requirementText(report.start, blockade.by.id)
                                       : markdownText(obstacleText(blockade.by)),
                           blockade.brokenIn ? markdownText(blockade.brokenIn->id) : ""});
    }
    return table("Logins that do not work", {"login"}, logins) +
           table("What blocks vectors", {"vectors", "blocked by", "broken in"}, blocked);
}

/// The vectors of such a status, what blocks most first, a row for each requirement that they broke.
std::vector<Row> vectorRows(const Report& report, TestStatus status) {
    std::vector<Row> rows;
    for (const Finding& finding : findingsOf(report)) {
        const VectorBrief& vector = *finding.vector;
        const TestResult result = testResult(vector, report.start.gate);
        if (result.status != status) continue;
        std::string broken;
        for (const std::string_view requirement : finding.broken)
            broken +=
                (broken.empty() ? "" : "<br>") + requirementText(report.start, std::string(requirement));
        std::string why = markdownText(result.message);
        if (finding.gravest != nullptr && !finding.gravest->attack.empty())
            why += "<br>Attack: " + markdownText(finding.gravest->attack);
        if (finding.blocks > 0) why += "<br>" + blocksText(finding);
        if (vector.mark != dialogue::Mark::None) why += fmt::format("<br>{}", markText(vector.mark));
        rows.push_back({markdownText(vector.id), broken, why});
    }
    return rows;
}

std::string baselineTables(const Report& report) {
    if (report.baseline.file.empty()) return {};
    std::vector<Row> fresh;
    std::vector<Row> stale;
    std::vector<Row> accepted;
    for (const auto& [entry, what] : report.baseline.fresh)
        fresh.push_back({markdownText(entry.vector), requirementText(report.start, entry.requirement),
                         markdownText(what)});
    for (const auto& [entry, state, why] : report.baseline.entries) {
        Row row = {markdownText(entry.vector), requirementText(report.start, entry.requirement)};
        const std::string until =
            entry.until.empty() ? std::string() : fmt::format(" (until {})", markdownText(entry.until));
        if (state == EntryState::Stale) {
            row.push_back(markdownText(why));
            stale.push_back(std::move(row));
        } else if (state == EntryState::Accepted || state == EntryState::Expired) {
            row.push_back(fmt::format("{}{}{}", state == EntryState::Expired ? "**expired**: " : "",
                                      markdownText(entry.reason), until));
            accepted.push_back(std::move(row));
        }
    }
    std::string text = table("New against the baseline", {"vector", "requirement", "what was seen"}, fresh) +
                       table("To be dropped from the baseline", {"vector", "requirement", "why"}, stale) +
                       table("Accepted", {"vector", "requirement", "reason"}, accepted);
    if (!report.baseline.repair.empty())
        text += fmt::format("\nTo drop what is stale and to accept what is new: {}\n",
                            markdownText(report.baseline.repair));
    return text;
}

}  // namespace

std::string SummaryReport::vectorPart(const ReportedVector&, const ReportStart&) { return {}; }

void SummaryReport::compose(AtomicFile& file, const Report& report) {
    const ReportStart& start = report.start;
    file.write(fmt::format("## XMPP conformance: {}\n\n", exitMeaning(report.exitCode, report.baseline)));
    file.write(
        fmt::format("**{}**, domain {}, TLS {}: {} of {} vectors in {:.1f} s, exit code {}, xmppconf {}.\n",
                    markdownText(start.target()), markdownText(start.domain), markdownText(start.security),
                    tallyOf(report).run(), start.selected, static_cast<double>(report.durationMs) / 1000,
                    report.exitCode, markdownText(start.toolVersion)));
    if (!report.complete) file.write("\n**The run is not complete.**\n");
    if (!report.reason.empty()) file.write(fmt::format("\n{}\n", markdownText(report.reason)));
    file.write(countsTable(report));
    const Row head = {"vector", "requirement", "why"};
    file.write(obstacleTables(report));
    file.write(table("Failed", head, vectorRows(report, TestStatus::Failed)));
    file.write(table("Errors of our own", head, vectorRows(report, TestStatus::Error)));
    file.write(baselineTables(report));
}

}  // namespace xmppconf::reports
