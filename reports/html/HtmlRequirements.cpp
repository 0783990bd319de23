#include "reports/html/HtmlRequirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "reports/html/HtmlParts.h"
#include "reports/model/Coverage.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMostVectors = 12;

std::string coverageHtml(const Coverage& coverage) {
    const Shares shares = {{"met", coverage.met},
                           {"broken", coverage.broken},
                           {"not-judged", coverage.notJudged},
                           {"untestable", coverage.untestable}};
    std::string text;
    for (const auto& [name, count] : shares) {
        if (count > 0)
            text += fmt::format("<span class=\"{}\">{} {}</span> ", name, count,
                                name == "not-judged" ? "not judged" : name);
    }
    return bar(shares) + "<span class=\"words\">" + text + "</span>";
}

/// How each vector of the run judged a requirement.
using JudgedBy = std::map<std::string_view, std::map<std::string_view, judge::Verdict>>;

class RequirementView {
  public:
    explicit RequirementView(const Report& report) : report_(report) {
        for (const VectorBrief& vector : report.vectors) {
            run_.insert(vector.id);
            for (const auto& judged : vector.judged)
                judgedBy_[judged.requirement][vector.id] = judged.verdict;
        }
    }

    std::string html() const {
        const auto& rows = report_.requirements;
        Coverage all;
        for (const auto& row : rows) all.add(row.standing);
        std::string text = fmt::format(
            "<section class=\"view\" id=\"by-specification\"><h2>Requirements by specification</h2>\n"
            "<p class=\"coverage\">{}</p>\n",
            coverageHtml(all));
        for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
            while (end < rows.size() && at(end).spec == at(begin).spec) ++end;
            text += specHtml(begin, end);
        }
        return text + "</section>\n";
    }

  private:
    const vector::Requirement& at(std::size_t index) const {
        return report_.start.requirements.at(report_.requirements[index].id);
    }

    std::string specHtml(std::size_t begin, std::size_t end) const {
        Coverage coverage;
        std::string body;
        for (std::size_t from = begin, to = begin; from < end; from = to) {
            Coverage section;
            std::string rows;
            for (; to < end && at(to).section == at(from).section; ++to) {
                section.add(report_.requirements[to].standing);
                coverage.add(report_.requirements[to].standing);
                rows += rowHtml(report_.requirements[to], at(to));
            }
            body += fmt::format(
                "<details class=\"sec\" id=\"{}/{}\"><summary><b>§ {}</b> {}</summary>\n{}</details>\n",
                htmlAttribute(at(from).spec), htmlAttribute(at(from).section),
                reports::html(at(from).section), coverageHtml(section), rows);
        }
        std::string title;
        for (const auto& specification : report_.start.specifications)
            if (specification.id == at(begin).spec)
                title = reports::html(specification.title) + readHtml(specification);
        return fmt::format(
            "<section class=\"spec\" id=\"{}\"><h3>{} <small>{}</small></h3>\n<p "
            "class=\"coverage\">{}</p>\n{}"
            "</section>\n",
            htmlAttribute(at(begin).spec), reports::html(at(begin).spec), title, coverageHtml(coverage),
            body);
    }

    /// Which text was read.
    static std::string readHtml(const vector::Specification& specification) {
        if (specification.version.empty()) return {};
        const std::string errata = specification.errata.empty()     ? "errata not known"
                                   : specification.errata == "none" ? "no errata"
                                                                    : "errata read: " + specification.errata;
        return fmt::format(" · {}, {}", reports::html(specification.version), reports::html(errata));
    }

    std::string rowHtml(const RequirementResult& result, const vector::Requirement& requirement) const {
        const std::string feature =
            requirement.feature.empty() ? "" : fmt::format(" · {}", reports::html(requirement.feature));
        return fmt::format(
            "<div class=\"req\" id=\"{}\" data-verdict=\"{}\" data-levels=\"{}\" "
            "data-impacts=\"{}\">{}<div><p>{} {} {}</p>{}"
            "<p class=\"id\"><code>{}</code>{}</p><p class=\"by\">{}</p></div></div>\n",
            htmlAttribute(requirement.id), nameOf(result.standing), vector::nameOf(requirement.level),
            vector::nameOf(vector::impactOf(requirement)), badge(nameOf(result.standing)), marks(requirement),
            reports::html(requirement.text), sectionLink(requirement),
            isBroken(result.standing) ? attackHtml(requirement) : "", reports::html(requirement.id), feature,
            vectorsHtml(result, requirement));
    }

    /// Those that broke it first: they are what one looks for.
    std::string vectorsHtml(const RequirementResult& result, const vector::Requirement& requirement) const {
        if (result.vectors.empty())
            return requirement.untestable.empty() ? "No vector of this run judges it."
                                                  : reports::html(requirement.untestable);
        const auto judged = judgedBy_.find(result.id);
        const auto verdictBy = [&](std::string_view id) -> std::string_view {
            if (judged == judgedBy_.end()) return "untested";
            const auto found = judged->second.find(id);
            return found == judged->second.end() ? "untested" : judge::nameOf(found->second);
        };
        std::vector<std::string_view> vectors(result.vectors.begin(), result.vectors.end());
        std::stable_partition(vectors.begin(), vectors.end(), [&](std::string_view id) {
            return verdictBy(id) != "pass" && verdictBy(id) != "untested";
        });
        std::string text;
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            if (i == kMostVectors) return text + fmt::format("<span>and {} more</span>", vectors.size() - i);
            text += fmt::format("<span class=\"{}\">{}</span> ", verdictBy(vectors[i]),
                                run_.contains(vectors[i]) ? linkTo(vectors[i]) : reports::html(vectors[i]));
        }
        return text;
    }

    const Report& report_;
    std::set<std::string_view> run_;
    JudgedBy judgedBy_;
};

}  // namespace

std::string htmlRequirements(const Report& report) { return RequirementView(report).html(); }

}  // namespace xmppconf::reports
