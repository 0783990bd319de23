#include "reports/html/HtmlVector.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "reports/html/HtmlAttempts.h"
#include "reports/html/HtmlChecks.h"
#include "reports/html/HtmlDialogue.h"
#include "reports/html/HtmlParts.h"
#include "reports/html/HtmlSource.h"
#include "reports/html/MechanismsOf.h"
#include "reports/model/Blockade.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kReason = 1200;
constexpr std::size_t kMostSeen = 100;

/// For the filter.
std::string filterData(const ReportedVector& vector, const ReportStart& start) {
    std::set<std::string_view> levels;
    std::set<std::string_view> impacts;
    for (const auto& judges : vector.judges)
        if (const auto* found = start.requirement(judges.requirement)) {
            levels.insert(nameOf(found->level));
            impacts.insert(nameOf(vector::impactOf(*found)));
        }
    for (const auto& check : vector.checks)
        if (check.verdict != judge::Verdict::Pass && !check.seenOnly()) levels.insert(nameOf(check.level));
    return fmt::format(
        "data-verdict=\"{}\" data-step=\"{}\" data-levels=\"{}\" data-impacts=\"{}\" "
        "data-mechanisms=\"{}\"",
        judge::nameOf(vector.verdict), vector::nameOf(vector.step), fmt::join(levels, " "),
        fmt::join(impacts, " "), fmt::join(mechanismsOf(vector), " "));
}

std::string paragraph(std::string_view name, const std::string& text) {
    return text.empty() ? "" : fmt::format("<p class=\"note\"><b>{}</b> {}</p>\n", name, html(text));
}

std::string blockedHtml(const ReportedVector& vector) {
    if (vector.blockedBy.kind == dialogue::Obstacle::Kind::None) return {};
    const bool linked = vector.blockedBy.kind == dialogue::Obstacle::Kind::Requirement;
    return fmt::format(
        "<p class=\"note\"><b>Blocked by</b> {}</p>\n",
        linked ? linkTo(vector.blockedBy.id) : octetsText(obstacleText(vector.blockedBy), kReason));
}

/// Of what tells of an invariant.
std::string seenInHtml(const ReportedVector& vector) {
    if (vector.seenIn.empty()) return {};
    std::string text;
    for (std::size_t i = 0; i < std::min(kMostSeen, vector.seenIn.size()); ++i)
        text += fmt::format("<code>{}</code> ", linkTo(vector.seenIn[i]));
    if (vector.seenIn.size() > kMostSeen)
        text += fmt::format("and {} more", vector.seenIn.size() - kMostSeen);
    return fmt::format("<p class=\"note\"><b>{}</b> {}</p>\n",
                       isBroken(vector.verdict) ? "Broken in" : "First judged in", text);
}

}  // namespace

std::string htmlVector(const ReportedVector& vector, const ReportStart& start, std::size_t room) {
    Room left(room);
    const std::string source = htmlSource(vector, start);
    // Whatever the source, a third is for the conversation.
    left.take(std::min(source.size(), room - room / 3));
    const std::string reason =
        vector.reason.empty() || isExplained(vector)
            ? ""
            : fmt::format("<small>{}</small>", octetsText(vector.reason, left.upTo(kReason)));
    left.take(reason.size());
    const std::string mark = vector.mark == dialogue::Mark::None
                                 ? ""
                                 : fmt::format(" <b class=\"mark\">{}</b>", nameOf(vector.mark));
    std::string text = fmt::format(
        "<details class=\"vector {0}\" id=\"{1}\" {2}>\n<summary>{3}<span><code>{4}</code>{9} "
        "<span>{5}</span>{8}{6}</span>"
        "<time>{7} ms</time></summary>\n",
        judge::nameOf(vector.verdict), htmlAttribute(vector.id), filterData(vector, start),
        badge(judge::nameOf(vector.verdict)), html(vector.id), html(vector.title), reason, vector.durationMs,
        mark, revisionMark(vector.revision));
    text += paragraph("Reading:", vector.note) + paragraph("Seen with:", vector.seen);
    text += blockedHtml(vector);
    text += htmlChecks(vector, start, left);
    text += seenInHtml(vector);
    text += htmlDialogue(vector.transcript, left);
    text += htmlAttempts(vector, left);
    text += source;
    return text +
           fmt::format("<h4>Repeat</h4><pre class=\"command\">{}</pre></details>\n", html(vector.repeat));
}

}  // namespace xmppconf::reports
