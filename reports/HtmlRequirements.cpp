#include "reports/HtmlRequirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "reports/Escape.h"
#include "reports/HtmlParts.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMostVectors = 12;

bool isJudged(Standing standing) {
    return standing == Standing::Pass || standing == Standing::Info || standing == Standing::Warn ||
           standing == Standing::Fail;
}

std::string vectorsHtml(const RequirementRow& row) {
    if (row.vectors.empty()) return html(row.requirement->untestable);
    // Those that broke it first: they are what one looks for.
    auto vectors = row.broken;
    std::copy_if(row.vectors.begin(), row.vectors.end(), std::back_inserter(vectors),
                 [&](const auto* vector) {
                     return std::find(row.broken.begin(), row.broken.end(), vector) == row.broken.end();
                 });
    std::string text;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        if (i == kMostVectors) return text + fmt::format("<span>and {} more</span>", vectors.size() - i);
        text += vectorLink(*vectors[i]) + ' ';
    }
    return text;
}

std::string rowHtml(const RequirementRow& row) {
    const vector::Requirement& requirement = *row.requirement;
    const std::string feature =
        requirement.feature.empty() ? "" : fmt::format(" · {}", html(requirement.feature));
    return fmt::format(
        "<tr id=\"{}\" data-verdict=\"{}\" data-levels=\"{}\" "
        "data-step=\"\"><td>{}</td><td>{}</td><td><p>{}</p>"
        "<p class=\"id\"><code>{}</code> · {}{}</p></td><td class=\"vectors\">{}</td></tr>\n",
        anchorOf(requirement), nameOf(row.standing), vector::nameOf(requirement.level),
        badge(nameOf(row.standing)), levelMark(requirement.level), html(requirement.text),
        html(requirement.id), sectionLink(requirement), feature, vectorsHtml(row));
}

}  // namespace

std::string htmlRequirements(const RunRecord& record) {
    const auto rows = record.requirements().rows();
    std::string text = "<h2 id=\"requirements\">Requirements</h2>\n";
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        const std::string& spec = rows[begin].requirement->spec;
        std::size_t judged = 0;
        std::size_t testable = 0;
        std::string body;
        for (; end < rows.size() && rows[end].requirement->spec == spec; ++end) {
            if (isJudged(rows[end].standing)) ++judged;
            if (rows[end].standing != Standing::Untestable) ++testable;
            body += rowHtml(rows[end]);
        }
        std::string title;
        for (const auto& specification : record.info().corpus->specifications) {
            if (specification.id == spec) title = html(specification.title);
        }
        text += fmt::format(
            "<section class=\"spec\"><h3>{} <span>{}</span></h3>\n<p class=\"coverage\">{} of {} "
            "requirements that can "
            "be seen from outside were judged; {} "
            "cannot.</p>\n<table><thead><tr><th>Verdict</th><th>Level</th>"
            "<th>Requirement</th><th>Vectors</th></tr></thead><tbody>\n{}</tbody></table></section>\n",
            html(spec), title, judged, testable, end - begin - testable, body);
    }
    return text;
}

}  // namespace xmppconf::reports
