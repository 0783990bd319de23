#include "reports/html/HtmlSummary.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/HtmlBaseline.h"
#include "reports/html/HtmlHandshake.h"
#include "reports/html/HtmlObstacles.h"
#include "reports/html/HtmlParts.h"
#include "reports/model/Blockade.h"
#include "reports/model/ExitMeaning.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using judge::Verdict;

constexpr std::size_t kFact = 2000;
constexpr std::size_t kMostFindings = 200;

std::string fact(std::string_view name, const std::string& value) {
    return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

std::string tlsText(const octets::TlsFacts& tls) {
    return fmt::format("{}, {}, certificate {} ({}, until {})", octetsText(tls.version, kFact),
                       octetsText(tls.cipher, kFact), code(tls.subject, kFact),
                       tls.verified ? "verified" : "not verified: " + octetsText(tls.verifyError, kFact),
                       octetsText(tls.notAfter, kFact));
}

std::string listText(const std::vector<std::string>& texts) {
    std::string result;
    for (const auto& text : texts) {
        if (result.size() > kFact) return result + " …";
        result += code(text, kFact) + ' ';
    }
    return result.empty() ? "none" : result;
}

std::string factsHtml(const Report& report) {
    const ReportStart& start = report.start;
    std::string text = "<dl class=\"facts\">\n";
    text += fact("Domain", code(start.domain, kFact));
    if (report.facts) {
        text += fact("TLS", report.facts->tls ? tlsText(*report.facts->tls) : "none");
        text += fact("Mechanisms", listText(report.facts->mechanisms));
        text += fact("Features", listText(report.facts->features));
    }
    text += fact("Run", fmt::format("<time>{}</time>, {:.1f} s, {} at a time, seed {}", html(start.started),
                                    static_cast<double>(report.durationMs) / 1000, start.jobs, start.seed));
    text += fact("Command", code(start.command, kFact));
    return text + "</dl>\n";
}

std::string countsHtml(std::string_view title, std::size_t total, const Shares& counts) {
    return fmt::format("<div class=\"counts\"><p><b>{}</b> {}</p>{}<p class=\"words\">{}</p></div>\n", total,
                       title, bar(counts), words(counts));
}

std::string tallyHtml(const Report& report) {
    const std::size_t rules = tallyOf(report).total(vector::Step::Always);
    const std::string title =
        rules == 0 ? "vectors" : fmt::format("vectors, {} of them rules over all traffic", rules);
    return "<div class=\"tallies\">" + countsHtml(title, report.vectors.size(), vectorShares(report)) +
           countsHtml("requirements", report.requirements.size(), requirementShares(report)) + "</div>\n";
}

std::string findingHtml(const Finding& one) {
    const VectorBrief& finding = *one.vector;
    const std::string blocks = one.blocks == 0 ? "" : fmt::format("<p>{}.</p>", blocksText(one));
    const auto* requirement = one.gravest;
    const std::string what =
        requirement != nullptr
            ? fmt::format("{} {} {}", marks(*requirement), html(requirement->text), sectionLink(*requirement))
            : html(finding.reason);
    return fmt::format("<li>{} <div><code>{}</code><p>{}</p>{}{}</div></li>\n",
                       badge(judge::nameOf(finding.verdict)), linkTo(finding.id), what,
                       requirement != nullptr ? attackHtml(*requirement) : "", blocks);
}

std::string findingsHtml(const Report& report) {
    std::vector<Finding> findings = findingsOf(report);
    std::erase_if(findings, [](const Finding& one) { return one.vector->verdict == Verdict::Info; });
    if (findings.empty()) return {};
    const std::string chosen = report.start.gate.impacts().text();
    std::string text = fmt::format(
        "<details class=\"findings\" id=\"findings\" open=\"open\"><summary><h2>Findings</h2> "
        "<span>{}{}</span></summary><ul>\n",
        findings.size(), chosen.empty() ? "" : " of impact " + chosen);
    for (std::size_t i = 0; i < std::min(findings.size(), kMostFindings); ++i)
        text += findingHtml(findings[i]);
    if (findings.size() > kMostFindings)
        text += fmt::format("<li>and {} more</li>\n", findings.size() - kMostFindings);
    return text + "</ul></details>\n";
}

}  // namespace

std::string htmlSummary(const Report& report) {
    const std::string_view state = report.exitCode == 0 ? "pass" : report.exitCode == 1 ? "fail" : "error";
    std::string meaning(exitMeaning(report.exitCode, report.baseline));
    meaning.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning.front())));
    std::string text = fmt::format(
        "<header class=\"{}\">\n<p class=\"kind\">XMPP conformance · xmppconf {}</p>\n<h1>{}</h1>\n"
        "<p class=\"verdict\">{}.</p>\n",
        state, html(report.start.toolVersion), octetsText(report.start.target(), kFact), meaning);
    if (!report.reason.empty()) text += fmt::format("<p>{}</p>\n", octetsText(report.reason, kFact));
    if (!report.complete) {
        text +=
            fmt::format("<p class=\"incomplete\">The run is not complete: {} of {} vectors were run.</p>\n",
                        tallyOf(report).run(), report.start.selected);
    }
    return text + "</header>\n" + factsHtml(report) + tallyHtml(report) + htmlHandshake(report) +
           htmlLogins(report) + htmlBaseline(report) + findingsHtml(report) + htmlBlockades(report);
}

}  // namespace xmppconf::reports
