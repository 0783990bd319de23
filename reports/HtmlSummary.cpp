#include "reports/HtmlSummary.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/Escape.h"
#include "reports/HtmlParts.h"

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

std::string factsHtml(const RunRecord& record, const RunSummary& summary) {
    const RunInfo& info = record.info();
    std::string text = "<dl class=\"facts\">\n";
    text += fact("Domain", code(info.domain, kFact));
    if (record.facts()) {
        text += fact("TLS", record.facts()->tls ? tlsText(*record.facts()->tls) : "none");
        text += fact("Mechanisms", listText(record.facts()->mechanisms));
        text += fact("Features", listText(record.facts()->features));
    }
    const double seconds = std::chrono::duration<double>(summary.duration).count();
    text += fact("Run", fmt::format("<time>{}</time>, {:.1f} s, {} at a time, seed {}", rfc3339(info.started),
                                    seconds, info.jobs, info.seed));
    text += fact("Command", code(info.command, kFact));
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

std::string tallyHtml(const RunRecord& record) {
    std::vector<std::pair<std::string_view, std::size_t>> vectors;
    std::vector<std::pair<std::string_view, std::size_t>> requirements;
    const auto counts = record.requirements().counts();
    const auto add = [&](Standing standing) {
        requirements.emplace_back(nameOf(standing), counts.at(static_cast<std::size_t>(standing)));
    };
    for (const auto verdict : kOrder) {
        vectors.emplace_back(judge::nameOf(verdict), record.vectors().of(verdict));
        add(static_cast<Standing>(verdict));
    }
    add(Standing::Untested);
    add(Standing::Untestable);
    return "<div class=\"tallies\">" + countsHtml("vectors", record.vectors().total(), vectors) +
           countsHtml("requirements", record.info().corpus->requirements.size(), requirements) + "</div>\n";
}

/// The login and what follows, from left to right.
std::string stepsHtml(const RunRecord& record) {
    std::string text = "<nav aria-label=\"Steps\"><ol class=\"steps\">\n";
    const VectorTally& tally = record.vectors();
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

std::string findingsHtml(const RunRecord& record, std::vector<Finding>& findings) {
    if (findings.empty()) return {};
    const auto severity = [](Verdict verdict) {
        return std::find(std::begin(kOrder), std::end(kOrder), verdict) - std::begin(kOrder);
    };
    std::sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
        const auto left = std::pair(severity(a.verdict), record.rank(a.vector));
        return left < std::pair(severity(b.verdict), record.rank(b.vector));
    });
    std::string text = "<h2>Findings</h2>\n<ul class=\"findings\">\n";
    const auto& catalogue = record.info().corpus->requirements;
    for (std::size_t i = 0; i < std::min(findings.size(), kMostFindings); ++i) {
        const Finding& finding = findings[i];
        const auto requirement = catalogue.find(finding.requirement);
        text += fmt::format("<li>{} <div><code>{}</code>", badge(judge::nameOf(finding.verdict)),
                            vectorLink(*finding.vector));
        if (requirement != catalogue.end()) {
            text += fmt::format("<p>{} {} {}</p>", levelMark(requirement->second.level),
                                html(requirement->second.text), sectionLink(requirement->second));
        }
        text += "</div></li>\n";
    }
    if (findings.size() > kMostFindings)
        text += fmt::format("<li>and {} more</li>\n", findings.size() - kMostFindings);
    return text + "</ul>\n";
}

}  // namespace

std::string htmlSummary(const RunRecord& record, const RunSummary& summary, std::vector<Finding> findings) {
    const std::string_view state = summary.exitCode == 0 ? "pass" : summary.exitCode == 1 ? "fail" : "error";
    std::string meaning(meaningOfExitCode(summary.exitCode));
    meaning.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning.front())));
    std::string text = fmt::format(
        "<header class=\"{}\">\n<p class=\"kind\">XMPP conformance · xmppconf {}</p>\n<h1>{}</h1>\n"
        "<p class=\"verdict\">{}.</p>\n",
        state, html(record.info().toolVersion), html(record.target(), kFact).text, meaning);
    if (!summary.reason.empty()) text += fmt::format("<p>{}</p>\n", html(summary.reason, kFact).text);
    if (!summary.complete) {
        text +=
            fmt::format("<p class=\"incomplete\">The run is not complete: {} of {} vectors were run.</p>\n",
                        record.vectors().total(), record.info().selected.size());
    }
    return text + "</header>\n" + factsHtml(record, summary) + tallyHtml(record) + stepsHtml(record) +
           findingsHtml(record, findings);
}

}  // namespace xmppconf::reports
