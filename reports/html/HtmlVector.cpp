#include "reports/html/HtmlVector.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "reports/html/HtmlChecks.h"
#include "reports/html/HtmlDialogue.h"
#include "reports/html/HtmlParts.h"
#include "reports/html/MechanismsOf.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kReason = 1200;
constexpr std::size_t kSource = 16 * 1024;

/// For the filter.
std::string filterData(const ReportedVector& vector, const ReportStart& start) {
    std::set<std::string_view> levels;
    for (const auto& judges : vector.judges)
        if (const auto* found = start.requirement(judges.requirement)) levels.insert(nameOf(found->level));
    for (const auto& check : vector.checks)
        if (check.verdict != judge::Verdict::Pass) levels.insert(nameOf(check.level));
    return fmt::format("data-verdict=\"{}\" data-step=\"{}\" data-levels=\"{}\" data-mechanisms=\"{}\"",
                       judge::nameOf(vector.verdict), vector::nameOf(vector.step), fmt::join(levels, " "),
                       fmt::join(mechanismsOf(vector), " "));
}

/// A broken check says more than the reason, which repeats it.
bool isExplained(const ReportedVector& vector) {
    return std::any_of(vector.checks.begin(), vector.checks.end(),
                       [&](const auto& check) { return check.verdict == vector.verdict; });
}

/// The lines at which this vector was found wanting.
std::set<int> brokenLines(const ReportedVector& vector) {
    std::set<int> lines;
    for (const auto& check : vector.checks)
        if (check.verdict != judge::Verdict::Pass && *check.place.file == vector.file)
            lines.insert(check.place.line);
    return lines;
}

std::string sourceHtml(const ReportedVector& vector) {
    if (vector.source.empty()) return {};
    const std::set<int> broken = brokenLines(vector);
    std::string text = fmt::format(
        "<details class=\"source\"><summary>Vector source <code>{}</code></summary><pre data-line=\"{}\">",
        placeText(vector.file, vector.line), vector.line);
    std::string_view rest = std::string_view(vector.source).substr(0, kSource);
    for (int line = vector.line; !rest.empty(); ++line) {
        const std::string_view raw = rest.substr(0, rest.find('\n'));
        text += broken.contains(line) ? "<mark>" + html(raw) + "</mark>" : html(raw);
        text += '\n';
        rest.remove_prefix(std::min(rest.size(), raw.size() + 1));
    }
    return text + "</pre></details>\n";
}

std::string paragraph(std::string_view name, const std::string& text) {
    return text.empty() ? "" : fmt::format("<p class=\"note\"><b>{}</b> {}</p>\n", name, html(text));
}

}  // namespace

std::string htmlVector(const ReportedVector& vector, const ReportStart& start, std::size_t room) {
    Room left(room);
    left.take(std::min(vector.source.size(), kSource));
    const std::string reason =
        vector.reason.empty() || isExplained(vector)
            ? ""
            : fmt::format("<small>{}</small>", octetsText(vector.reason, left.upTo(kReason), 0));
    left.take(reason.size());
    std::string text = fmt::format(
        "<details class=\"vector {0}\" id=\"{1}\" {2}>\n<summary>{3}<span><code>{4}</code> "
        "<span>{5}</span>{6}</span>"
        "<time>{7} ms</time></summary>\n",
        judge::nameOf(vector.verdict), htmlAttribute(vector.id), filterData(vector, start),
        badge(judge::nameOf(vector.verdict)), html(vector.id), html(vector.title), reason, vector.durationMs);
    text += paragraph("Reading:", vector.note) + paragraph("Seen with:", vector.seen);
    text += htmlChecks(vector, start, left);
    text += htmlDialogue(vector.transcript, left);
    text += sourceHtml(vector);
    return text +
           fmt::format("<h4>Repeat</h4><pre class=\"command\">{}</pre></details>\n", html(vector.repeat));
}

}  // namespace xmppconf::reports
