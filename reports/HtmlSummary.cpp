#include "reports/HtmlSummary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/Escape.h"
#include "reports/HtmlParts.h"
#include "reports/RunRecord.h"

namespace xmppconf::reports {

namespace {

using judge::Verdict;

constexpr std::size_t kFact = 2000;
constexpr std::size_t kMostFindings = 200;
constexpr Verdict kOrder[] = {Verdict::Fail,    Verdict::Error, Verdict::Warn, Verdict::Info,
                              Verdict::Blocked, Verdict::Skip,  Verdict::Pass};

struct StepName {
    vector::Step step;
    std::string_view title;
};
constexpr StepName kSteps[] = {{vector::Step::Stream, "Stream"},     {vector::Step::Features, "Features"},
                               {vector::Step::StartTls, "STARTTLS"}, {vector::Step::Sasl, "SASL"},
                               {vector::Step::Restart, "Restart"},   {vector::Step::Bind, "Bind"},
                               {vector::Step::Session, "Session"},   {vector::Step::Stanza, "Stanzas"},
                               {vector::Step::Xml, "XML"},           {vector::Step::Close, "Close"}};

std::string fact(std::string_view name, const std::string& value) {
    return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

std::string tlsText(const octets::TlsFacts& tls) {
    return fmt::format("{}, {}, certificate {} ({}, until {})", html(tls.version, kFact).text,
                       html(tls.cipher, kFact).text, code(tls.subject, kFact),
                       tls.verified ? "verified" : "not verified: " + html(tls.verifyError, kFact).text,
                       html(tls.notAfter, kFact).text);
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

std::string countsHtml(std::string_view title, std::size_t total,
                       const std::vector<std::pair<std::string_view, std::size_t>>& counts) {
    std::string text =
        fmt::format("<div class=\"counts\"><h3><b>{}</b> {}</h3>{}<ul>", total, title, bar(counts));
    for (const auto& [name, count] : counts) {
        if (count > 0) text += fmt::format("<li class=\"{0}\"><b>{1}</b> {0}</li>", name, count);
    }
    return text + "</ul></div>\n";
}

std::string tallyHtml(const Report& report) {
    std::vector<std::pair<std::string_view, std::size_t>> vectors;
    std::vector<std::pair<std::string_view, std::size_t>> requirements;
    std::array<std::size_t, kStandings> counts{};
    for (const auto& result : report.requirements) ++counts.at(static_cast<std::size_t>(result.standing));
    const VectorTally tally = tallyOf(report);
    const auto add = [&](Standing standing) {
        requirements.emplace_back(nameOf(standing), counts.at(static_cast<std::size_t>(standing)));
    };
    for (const auto verdict : kOrder) {
        vectors.emplace_back(judge::nameOf(verdict), tally.of(verdict));
        add(static_cast<Standing>(verdict));
    }
    add(Standing::Untested);
    add(Standing::Untestable);
    return "<div class=\"tallies\">" + countsHtml("vectors", tally.total(), vectors) +
           countsHtml("requirements", report.requirements.size(), requirements) + "</div>\n";
}

/// The login and what follows, from left to right.
std::string stepsHtml(const Report& report) {
    std::string text = "<nav aria-label=\"Steps\"><ol class=\"steps\">\n";
    const VectorTally tally = tallyOf(report);
    for (const auto& [step, title] : kSteps) {
        const std::size_t total = tally.total(step);
        const std::string_view state = total == 0 ? "untested" : judge::nameOf(tally.worst(step));
        std::vector<std::pair<std::string_view, std::size_t>> shares;
        std::string words;
        for (const auto verdict : kOrder) {
            const std::size_t count = tally.of(step, verdict);
            shares.emplace_back(judge::nameOf(verdict), count);
            if (count > 0)
                words += fmt::format("<span class=\"{0}\">{1} {0}</span>", judge::nameOf(verdict), count);
        }
        const std::string inside =
            fmt::format("<span class=\"dot\"></span><b>{}</b>{}{}", title, bar(shares),
                        total == 0 ? "<span class=\"untested\">not run</span>" : words);
        text += total == 0 ? fmt::format("<li class=\"{}\"><div>{}</div></li>\n", state, inside)
                           : fmt::format("<li class=\"{}\"><a href=\"#step-{}\">{}</a></li>\n", state,
                                         vector::nameOf(step), inside);
    }
    return text + "</ol></nav>\n";
}

std::string findingsHtml(const Report& report) {
    std::vector<const VectorBrief*> findings;
    for (const VectorBrief& vector : report.vectors) {
        if (vector.verdict == Verdict::Fail || vector.verdict == Verdict::Warn ||
            vector.verdict == Verdict::Error)
            findings.push_back(&vector);
    }
    if (findings.empty()) return {};
    const auto severity = [](Verdict verdict) {
        return std::find(std::begin(kOrder), std::end(kOrder), verdict) - std::begin(kOrder);
    };
    std::stable_sort(findings.begin(), findings.end(), [&](const auto* a, const auto* b) {
        return severity(a->verdict) < severity(b->verdict);
    });
    std::string text = "<h2>Findings</h2>\n<ul class=\"findings\">\n";
    for (std::size_t i = 0; i < std::min(findings.size(), kMostFindings); ++i) {
        const VectorBrief& finding = *findings[i];
        text += fmt::format("<li>{} <div><code>{}</code>", badge(judge::nameOf(finding.verdict)),
                            vectorLink(finding.id));
        const auto broken =
            std::find_if(finding.judged.begin(), finding.judged.end(),
                         [&](const auto& judged) { return judged.verdict == finding.verdict; });
        const auto* requirement =
            broken == finding.judged.end() ? nullptr : report.start.requirement(broken->requirement);
        if (requirement != nullptr) {
            text += fmt::format("<p>{} {} {}</p>", levelMark(requirement->level), html(requirement->text),
                                sectionLink(*requirement));
        }
        text += "</div></li>\n";
    }
    if (findings.size() > kMostFindings)
        text += fmt::format("<li>and {} more</li>\n", findings.size() - kMostFindings);
    return text + "</ul>\n";
}

}  // namespace

std::string htmlSummary(const Report& report) {
    const std::string_view state = report.exitCode == 0 ? "pass" : report.exitCode == 1 ? "fail" : "error";
    std::string meaning(meaningOfExitCode(report.exitCode));
    meaning.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning.front())));
    std::string text = fmt::format(
        "<header class=\"{}\">\n<p class=\"kind\">XMPP conformance · xmppconf {}</p>\n<h1>{}</h1>\n"
        "<p class=\"verdict\">{}.</p>\n",
        state, html(report.start.toolVersion), html(report.start.target(), kFact).text, meaning);
    if (!report.reason.empty()) text += fmt::format("<p>{}</p>\n", html(report.reason, kFact).text);
    if (!report.complete) {
        text +=
            fmt::format("<p class=\"incomplete\">The run is not complete: {} of {} vectors were run.</p>\n",
                        report.vectors.size(), report.start.selected);
    }
    return text + "</header>\n" + factsHtml(report) + tallyHtml(report) + stepsHtml(report) +
           findingsHtml(report);
}

}  // namespace xmppconf::reports
