#include "reports/html/HtmlDiff.h"

#include <fmt/format.h>

#include "reports/html/HtmlFilter.h"
#include "reports/html/HtmlPage.h"
#include "reports/html/HtmlParts.h"
#include "reports/terminal/DiffText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kDiffText = 400;
constexpr std::size_t kMostRows = 5000;

std::string runHtml(std::string_view name, const Report& report) {
    return fmt::format(
        "<dt>{}</dt><dd>{} <time>{}</time>, xmppconf {}, {} vectors, exit code {}</dd>\n", name,
        code(report.start.target(), kDiffText), octetsText(report.start.started, kDiffText),
        octetsText(report.start.toolVersion, kDiffText), report.vectors.size(), report.exitCode);
}

/// A word of a state as a badge; its class has no blanks.
std::string stateHtml(const std::string& state) {
    return state == "not judged" ? "<b class=\"k not-judged\">not judged</b>" : badge(state);
}

std::string rowHtml(const ChangeRow& row, const ReportStart& start) {
    const auto* requirement = start.requirement(row.requirement);
    const std::string asked = requirement ? fmt::format("{} {} {}", marks(*requirement),
                                                        html(requirement->text), sectionLink(*requirement))
                                          : octetsText(row.requirement, kDiffText);
    const std::string revised =
        row.change == Change::JudgesOtherwise ? revisionMark(row.revision) : std::string();
    const std::string reason =
        row.reason.empty() ? "" : fmt::format("<p><small>{}</small></p>", octetsText(row.reason, kDiffText));
    return fmt::format(
        "<li data-verdict=\"{}\" data-levels=\"{}\">{} <span aria-label=\"became\">→</span> {} "
        "<div><code>{}</code>{}{}<p>{}</p>{}</div></li>\n",
        nameOf(row.change), requirement ? vector::nameOf(requirement->level) : "", stateHtml(row.before),
        stateHtml(row.after), octetsText(row.vector, kDiffText), revised,
        row.regression ? " <strong>regression</strong>" : "", asked, reason);
}

std::string sectionHtml(const ReportDiff& diff, Change change, const Report& before, const Report& after) {
    const std::size_t count = diff.count(change);
    if (count == 0) return {};
    std::string text = fmt::format(
        "<details class=\"findings change\" id=\"{}\" open=\"open\"><summary><h2>{}</h2> "
        "<span>{}</span></summary><ul>\n",
        nameOf(change), titleOf(change), count);
    std::size_t shown = 0;
    for (const ChangeRow& row : diff.rows)
        if (row.change == change && ++shown <= kMostRows)
            text += rowHtml(row, change == Change::Vanished ? before.start : after.start);
    if (shown > kMostRows) text += fmt::format("<li>and {} more</li>\n", shown - kMostRows);
    return text + "</ul></details>\n";
}

}  // namespace

std::string htmlDiff(const Report& before, const Report& after, const ReportDiff& diff) {
    const bool worse = diff.regressions() > 0;
    std::string text = pageBegin(after.start.target() + ": what changed");
    text += fmt::format(
        "<header class=\"{}\">\n<p class=\"kind\">XMPP conformance · what changed</p>\n<h1>{}</h1>\n"
        "<p class=\"verdict\">{}</p>\n<p>{}.</p>\n</header>\n<dl class=\"facts\">\n{}{}</dl>\n",
        worse ? "fail" : "pass", octetsText(after.start.target(), kDiffText), regressionText(diff),
        changeCounts(diff), runHtml("Before", before), runHtml("After", after));
    if (!diff.rows.empty()) text += htmlChangeFilter();
    for (int i = 0; i < kChanges; ++i) text += sectionHtml(diff, static_cast<Change>(i), before, after);
    return text + pageEnd();
}

}  // namespace xmppconf::reports
