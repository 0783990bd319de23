#include "reports/html/HtmlMatrix.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

#include "reports/html/HtmlFilter.h"
#include "reports/html/HtmlPage.h"
#include "reports/html/HtmlParts.h"
#include "reports/html/MatrixRows.h"
#include "reports/model/ExitMeaning.h"
#include "reports/model/RunRecord.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMatrixText = 300;
constexpr std::string_view kAbsent = "absent";

std::string nameHtml(const NamedReport& named) {
    const std::string name = html(named.name, kMatrixText).text;
    return named.page.empty() ? name : fmt::format("<a href=\"{}\">{}</a>", htmlAttribute(named.page), name);
}

/// One cell; `id` is what the report's own page calls it.
std::string cellHtml(const NamedReport& named, std::string_view verdict, std::string_view id,
                     const std::string& reason) {
    const std::string title =
        reason.empty()
            ? ""
            : fmt::format(" title=\"{}\"", htmlAttribute(visible(reason, Lines::Escape, kMatrixText).text));
    const bool linked = !named.page.empty() && verdict != kAbsent;
    const std::string shown = linked ? fmt::format("<a href=\"{}#{}\">{}</a>", htmlAttribute(named.page),
                                                   htmlAttribute(id), verdict)
                                     : std::string(verdict);
    return fmt::format("<td class=\"{}\"{}>{}</td>", verdict, title, shown);
}

/// Attributes for the filter: all verdicts of the row, and whether they are the same.
std::string filterData(const std::vector<std::string_view>& verdicts) {
    std::set<std::string_view> distinct(verdicts.begin(), verdicts.end());
    const bool same = distinct.size() <= 1;
    distinct.erase(kAbsent);
    return fmt::format("data-verdict=\"{}\"{}",
                       distinct.empty() ? "untested" : fmt::format("{}", fmt::join(distinct, " ")),
                       same ? " data-same=\"yes\"" : "");
}

std::string headHtml(std::span<const NamedReport> reports, std::string_view what) {
    std::string text = fmt::format("<thead><tr><th scope=\"col\">{}</th>", what);
    for (const NamedReport& named : reports)
        text += fmt::format("<th scope=\"col\">{}</th>", nameHtml(named));
    return text + "</tr></thead>\n";
}

std::string vectorRow(std::span<const NamedReport> reports, const VectorRow& row) {
    std::vector<std::string_view> verdicts;
    std::string cells;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const VectorBrief* vector = row.vectors[i];
        verdicts.push_back(vector ? judge::nameOf(vector->verdict) : kAbsent);
        cells += cellHtml(reports[i], verdicts.back(), row.any->id, vector ? vector->reason : std::string());
    }
    return fmt::format(
        "<tr id=\"{}\" {} data-step=\"{}\" data-levels=\"{}\" data-impacts=\"{}\"><th "
        "scope=\"row\"><code>{}</code> "
        "<span>{}</span></th>{}"
        "</tr>\n",
        htmlAttribute(row.any->id), filterData(verdicts), vector::nameOf(row.any->step),
        fmt::join(row.levels, " "), fmt::join(row.impacts, " "), html(row.any->id), html(row.any->title),
        cells);
}

std::string requirementRow(std::span<const NamedReport> reports, const ComparedRequirement& row) {
    std::vector<std::string_view> verdicts;
    std::string cells;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        verdicts.push_back(row.results[i] ? nameOf(row.results[i]->standing) : kAbsent);
        cells += cellHtml(reports[i], verdicts.back(), row.requirement->id, {});
    }
    return fmt::format(
        "<tr id=\"{}\" {} data-levels=\"{}\" data-impacts=\"{}\"><th scope=\"row\">{} {} {} "
        "<code>{}</code></th>{}</tr>\n",
        htmlAttribute(row.requirement->id), filterData(verdicts), vector::nameOf(row.requirement->level),
        vector::nameOf(vector::impactOf(*row.requirement)), marks(*row.requirement),
        html(row.requirement->text), sectionLink(*row.requirement), html(row.requirement->id), cells);
}

std::string targetHtml(const NamedReport& named, std::size_t vectors) {
    const Report& report = named.report;
    const std::string_view state = report.exitCode == 0 ? "pass" : report.exitCode == 1 ? "fail" : "error";
    const std::size_t absent = vectors - report.vectors.size();
    const std::string tls = report.facts && report.facts->tls
                                ? html(report.facts->tls->version, kMatrixText).text
                                : std::string("no TLS");
    return fmt::format(
        "<tr class=\"{}\"><th scope=\"row\">{}</th><td>{}<small>{}, {}, xmppconf {}</small></td>"
        "<td><b class=\"state\">{}</b>{}</td><td>{}<span class=\"words\">{}{}</span></td>"
        "<td>{}<span class=\"words\">{}</span></td></tr>\n",
        state, nameHtml(named), html(report.start.target(), kMatrixText).text, tls,
        html(report.start.started, kMatrixText).text, html(report.start.toolVersion, kMatrixText).text,
        meaningOfExitCode(report.exitCode), report.complete ? "" : "<small>the run is not complete</small>",
        bar(vectorShares(report)), words(vectorShares(report)),
        absent > 0 ? fmt::format("<span class=\"absent\">{} absent</span>", absent) : std::string(),
        bar(requirementShares(report)), words(requirementShares(report)));
}

}  // namespace

std::string htmlMatrix(std::span<const NamedReport> reports) {
    const auto vectors = vectorRows(reports);
    std::string text = pageBegin(fmt::format("{} reports compared: XMPP conformance", reports.size()));
    text += fmt::format(
        "<header class=\"info\"><p class=\"kind\">XMPP conformance</p><h1>{} reports compared</h1></header>\n"
        "<div class=\"scroll\"><table id=\"targets\"><thead><tr><th scope=\"col\">Report</th><th "
        "scope=\"col\">Target</th><th scope=\"col\">Verdict</th><th scope=\"col\">Vectors</th><th "
        "scope=\"col\">Requirements</th></tr></thead><tbody>\n",
        reports.size());
    for (const NamedReport& named : reports) text += targetHtml(named, vectors.size());
    text += "</tbody></table></div>\n";
    const bool uneven = std::any_of(reports.begin(), reports.end(), [&](const NamedReport& named) {
        return named.report.vectors.size() != vectors.size();
    });
    if (uneven)
        text +=
            "<p class=\"incomplete\">The reports do not hold the same vectors; where a report lacks one, the "
            "table says absent.</p>\n";
    text +=
        "<nav class=\"views\" aria-label=\"Views\"><a href=\"#by-vector\">Vectors</a> "
        "<a href=\"#by-requirement\">Requirements</a></nav>\n" +
        htmlComparisonFilter();
    text +=
        "<section class=\"view\" id=\"by-vector\"><h2>Vectors</h2>\n<div class=\"scroll\"><table "
        "class=\"matrix\">" +
        headHtml(reports, "Vector") + "<tbody>\n";
    for (const VectorRow& row : vectors) text += vectorRow(reports, row);
    text +=
        "</tbody></table></div></section>\n<section class=\"view\" "
        "id=\"by-requirement\"><h2>Requirements</h2>\n"
        "<div class=\"scroll\"><table class=\"matrix\">" +
        headHtml(reports, "Requirement") + "<tbody>\n";
    for (const ComparedRequirement& row : requirementRows(reports)) text += requirementRow(reports, row);
    return text + "</tbody></table></div></section>\n" + pageEnd();
}

}  // namespace xmppconf::reports
