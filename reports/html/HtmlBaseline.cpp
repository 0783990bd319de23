#include "reports/html/HtmlBaseline.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/HtmlParts.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMost = 200;
constexpr std::size_t kSentence = 400;

std::string reasonText(const AcceptedDeviation& entry) {
    const std::string until =
        entry.until.empty() ? std::string() : fmt::format(" (until {})", html(entry.until));
    return octetsText(entry.reason, kSentence) + until;
}

std::string itemHtml(std::string_view state, const AcceptedDeviation& entry, const std::string& what,
                     const ReportStart& start) {
    const auto* requirement = start.requirement(entry.requirement);
    const std::string asked = requirement ? fmt::format("{} {} {}", marks(*requirement),
                                                        html(requirement->text), sectionLink(*requirement))
                                          : html(entry.requirement);
    return fmt::format("<li>{} <div><code>{}</code><p>{}</p><p>{}</p></div></li>\n", badge(state),
                       html(entry.vector), asked, what);
}

}  // namespace

std::string htmlBaseline(const Report& report) {
    const BaselineResult& baseline = report.baseline;
    if (baseline.file.empty()) return {};
    std::string items;
    std::size_t count = 0;
    const auto add = [&](std::string_view state, const AcceptedDeviation& entry, const std::string& what) {
        if (count++ < kMost) items += itemHtml(state, entry, what, report.start);
    };
    for (const auto& [entry, what] : baseline.fresh) add("new", entry, octetsText(what, kSentence));
    for (const EntryState state :
         {EntryState::Expired, EntryState::Stale, EntryState::Accepted, EntryState::Unjudged})
        for (const auto& [entry, itsState, why] : baseline.entries)
            if (itsState == state)
                add(nameOf(state), entry,
                    why.empty() ? reasonText(entry) : html(why) + ": " + reasonText(entry));
    if (count > kMost) items += fmt::format("<li>and {} more</li>\n", count - kMost);
    std::string text = fmt::format(
        "<details class=\"findings\" id=\"baseline\" open=\"open\"><summary><h2>Baseline</h2> "
        "<span>{}</span></summary><ul>\n{}</ul>",
        octetsText(baseline.file, kSentence), items);
    if (!baseline.repair.empty())
        text += fmt::format(
            "<p>To drop what is stale and to accept what is new:</p><pre class=\"command\">{}</pre>",
            html(baseline.repair));
    return text + "</details>\n";
}

std::string acceptanceHtml(const Gate& gate, std::string_view vector, std::string_view requirement,
                           judge::Verdict verdict) {
    const AcceptedDeviation* entry = gate.entry(vector, requirement, verdict);
    if (!entry) return {};
    const bool over = gate.ruling(vector, requirement, verdict) == Ruling::Expired;
    return fmt::format("<p class=\"note\"><b>{}</b> {}</p>",
                       over ? "No longer accepted:" : "Accepted:", reasonText(*entry));
}

}  // namespace xmppconf::reports
