#include "reports/HtmlRequirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "reports/Escape.h"
#include "reports/HtmlParts.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMostVectors = 12;

/// The vectors that found each requirement broken.
using BrokenBy = std::map<std::string_view, std::vector<std::string_view>>;

BrokenBy brokenBy(const Report& report) {
    BrokenBy broken;
    for (const VectorBrief& vector : report.vectors) {
        for (const auto& judged : vector.judged)
            if (isBroken(judged.verdict)) broken[judged.requirement].emplace_back(vector.id);
    }
    return broken;
}

std::string vectorsHtml(const RequirementResult& result, const vector::Requirement& requirement,
                        const BrokenBy& broken, const std::set<std::string_view>& run) {
    if (result.vectors.empty()) return html(requirement.untestable);
    // Those that broke it first: they are what one looks for.
    std::vector<std::string_view> vectors;
    if (const auto found = broken.find(result.id); found != broken.end()) vectors = found->second;
    for (const std::string& id : result.vectors)
        if (std::find(vectors.begin(), vectors.end(), id) == vectors.end()) vectors.emplace_back(id);
    std::string text;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        if (i == kMostVectors) return text + fmt::format("<span>and {} more</span>", vectors.size() - i);
        text += run.contains(vectors[i]) ? vectorLink(vectors[i]) : html(vectors[i]);
        text += ' ';
    }
    return text;
}

std::string rowHtml(const RequirementResult& result, const vector::Requirement& requirement,
                    const std::string& vectors) {
    const std::string feature =
        requirement.feature.empty() ? "" : fmt::format(" · {}", html(requirement.feature));
    return fmt::format(
        "<tr id=\"{}\" data-verdict=\"{}\" data-levels=\"{}\" "
        "data-step=\"\"><td>{}</td><td>{}</td><td><p>{}</p>"
        "<p class=\"id\"><code>{}</code> · {}{}</p></td><td class=\"vectors\">{}</td></tr>\n",
        requirementAnchor(requirement.id), nameOf(result.standing), vector::nameOf(requirement.level),
        badge(nameOf(result.standing)), levelMark(requirement.level), html(requirement.text),
        html(requirement.id), sectionLink(requirement), feature, vectors);
}

}  // namespace

std::string htmlRequirements(const Report& report) {
    const auto& rows = report.requirements;
    const BrokenBy broken = brokenBy(report);
    std::set<std::string_view> run;
    for (const VectorBrief& vector : report.vectors) run.insert(vector.id);
    const auto requirementAt = [&](std::size_t at) -> const vector::Requirement& {
        return report.start.requirements.at(rows[at].id);
    };
    std::string text = "<h2 id=\"requirements\">Requirements</h2>\n";
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        const std::string& spec = requirementAt(begin).spec;
        std::size_t judged = 0;
        std::size_t testable = 0;
        std::string body;
        for (; end < rows.size() && requirementAt(end).spec == spec; ++end) {
            if (isJudged(rows[end].standing)) ++judged;
            if (rows[end].standing != Standing::Untestable) ++testable;
            body += rowHtml(rows[end], requirementAt(end),
                            vectorsHtml(rows[end], requirementAt(end), broken, run));
        }
        std::string title;
        for (const auto& specification : report.start.specifications) {
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
