#include "reports/HtmlVector.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/Escape.h"
#include "reports/HtmlParts.h"

namespace xmppconf::reports {

namespace {

using Kind = dialogue::TranscriptEntry::Kind;

constexpr std::size_t kMostChecks = 60;
constexpr std::size_t kAlternatives = 12;
constexpr std::size_t kSmallest = 120;  // octets of any text that is worth showing at all

/// Hands out room until there is none left.
class Room {
  public:
    explicit Room(std::size_t octets) : left_(octets) {}
    std::size_t upTo(std::size_t wanted) const { return std::max(kSmallest, std::min(wanted, left_)); }
    void take(std::size_t octets) { left_ -= std::min(left_, octets); }
    std::string code(std::string_view text, std::size_t wanted) {
        std::string result = reports::code(text, upTo(wanted));
        take(result.size());
        return result;
    }
    bool empty() const { return left_ < kSmallest; }

  private:
    std::size_t left_;
};

std::string requirementText(const ReportStart& start, const std::string& id, vector::Level level) {
    const auto* found = start.requirement(id);
    if (found == nullptr) return fmt::format("{} <code>{}</code>", levelMark(level), html(id));
    const vector::Requirement& requirement = *found;
    return fmt::format("{} {} <a class=\"id\" href=\"#{}\">{}</a></p><p class=\"sentence\">{}",
                       levelMark(level), sectionLink(requirement), requirementAnchor(id), html(id),
                       html(requirement.text));
}

std::string checkHtml(const judge::Check& check, const ReportStart& start, Room& room) {
    std::string text = fmt::format("<li class=\"{}\"><p>{} {}</p>", judge::nameOf(check.verdict),
                                   badge(judge::nameOf(check.verdict)),
                                   requirementText(start, check.requirement, check.level));
    text += "<dl><dt>Expected</dt>";
    std::size_t shown = 0;
    for (const auto& expected : check.expected) {
        if (shown++ == kAlternatives) {
            text += fmt::format("<dd>or {} others</dd>", check.expected.size() - kAlternatives);
            break;
        }
        text += fmt::format("<dd>{}{}</dd>", shown > 1 ? "<em>or</em> " : "", room.code(expected, 600));
    }
    text += fmt::format("<dt>Actual</dt><dd>{}</dd>", room.code(check.actual, 1200));
    text +=
        fmt::format("<dt>Judged at</dt><dd><code>{}</code>", placeText(*check.place.file, check.place.line));
    if (!check.invariant.empty())
        text += fmt::format(" by the invariant <code>{}</code>", html(check.invariant));
    return text + "</dd></dl></li>\n";
}

std::string checksHtml(const ReportedVector& vector, const ReportStart& start, Room& room) {
    // What is broken comes first, so that it has room.
    std::vector<const judge::Check*> checks;
    for (const auto& check : vector.checks) checks.push_back(&check);
    std::stable_partition(checks.begin(), checks.end(),
                          [](const judge::Check* check) { return check->verdict != judge::Verdict::Pass; });
    std::string text;
    std::set<std::string_view> judged;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        judged.insert(checks[i]->requirement);
        if (i < kMostChecks) text += checkHtml(*checks[i], start, room);
    }
    if (checks.size() > kMostChecks)
        text += fmt::format("<li><p>and {} more</p></li>", checks.size() - kMostChecks);
    for (const auto& judges : vector.judges) {
        const auto* found = start.requirement(judges.requirement);
        if (found == nullptr || !judged.insert(judges.requirement).second) continue;
        text += fmt::format(
            "<li class=\"untested\"><p><span class=\"badge untested\">not judged</span> {}</p></li>\n",
            requirementText(start, judges.requirement, found->level));
    }
    return text.empty() ? "" : "<h4>Requirements</h4><ul class=\"checks\">\n" + text + "</ul>\n";
}

std::string_view classOf(Kind kind) {
    return kind == Kind::Sent ? "sent" : kind == Kind::Received ? "received" : "event";
}

std::string entryHtml(const dialogue::TranscriptEntry& entry, Room& room) {
    const double seconds = std::chrono::duration<double>(entry.at).count();
    const std::string text = octetsText(entry.octets, room.upTo(4096), entry.cut);
    room.take(text.size());
    const std::string_view speaker = entry.kind == Kind::Sent       ? "client"
                                     : entry.kind == Kind::Received ? "server"
                                                                    : "event";
    return fmt::format(
        "<li class=\"{}\"><span class=\"who\"><b>{}</b> {} <time>{:.3f}</time></span><pre>{}</pre></li>\n",
        classOf(entry.kind), html(entry.conn), speaker, seconds, text);
}

/// The beginning and, with more weight, the end; what lies between is left out when there is no room.
std::string dialogueHtml(const dialogue::Transcript& transcript, Room& room) {
    if (transcript.empty()) return {};
    std::vector<std::string> tail;
    Room rest = room;
    std::size_t first = transcript.size();
    while (first > 0 && !rest.empty()) tail.push_back(entryHtml(transcript[--first], rest));
    std::string text = "<h4>Dialogue</h4><ol class=\"dialogue\">\n";
    if (first > 0) {
        text += fmt::format(
            "<li class=\"event\"><span class=\"who\"></span><em>{} entries before these are left out; "
            "the JSON report has them</em></li>\n",
            first);
    }
    for (auto entry = tail.rbegin(); entry != tail.rend(); ++entry) text += *entry;
    room = rest;
    return text + "</ol>\n";
}

std::string sourceHtml(const ReportedVector& vector) {
    if (vector.source.empty()) return {};
    std::string text = fmt::format(
        "<details class=\"source\"><summary>Vector source <code>{}</code></summary><ol start=\"{}\">",
        placeText(vector.file, vector.line), std::max(1, vector.line));
    std::string_view rest = vector.source;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        text += fmt::format("<li><code>{}</code></li>", html(line));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return text + "</ol></details>\n";
}

/// For the filter: the levels and the ids of what the vector judges.
std::string filterData(const ReportedVector& vector, const ReportStart& start) {
    std::set<std::string_view> levels;
    std::string ids;
    for (const auto& judges : vector.judges) {
        const auto* found = start.requirement(judges.requirement);
        if (found != nullptr) levels.insert(nameOf(found->level));
        ids += htmlAttribute(judges.requirement) + ' ';
    }
    std::string text;
    for (const auto level : levels) text += fmt::format("{} ", level);
    return fmt::format("data-levels=\"{}\" data-find=\"{}\"", text, ids);
}

}  // namespace

std::string htmlVector(const ReportedVector& vector, const ReportStart& start, std::size_t room) {
    Room left(room);
    const std::string_view verdict = judge::nameOf(vector.verdict);
    std::string text = fmt::format(
        "<details class=\"vector {0}\" id=\"{1}\" data-verdict=\"{0}\" data-step=\"{2}\" {3}>\n<summary>{4} "
        "<span class=\"name\"><code>{5}</code> <span class=\"title\">{6}</span></span> <span "
        "class=\"time\">{7} ms</span>"
        "</summary>\n<div class=\"body\">\n",
        verdict, vectorAnchor(vector.id), vector::nameOf(vector.step), filterData(vector, start),
        badge(verdict), html(vector.id), html(vector.title), vector.durationMs);
    if (!vector.reason.empty()) {
        text += fmt::format("<p class=\"why\">{}</p>\n", octetsText(vector.reason, left.upTo(1200), 0));
    }
    if (!vector.note.empty())
        text += fmt::format("<p class=\"note\"><b>Reading:</b> {}</p>\n", html(vector.note));
    if (!vector.seen.empty())
        text += fmt::format("<p class=\"note\"><b>Seen with:</b> {}</p>\n", html(vector.seen));
    text += checksHtml(vector, start, left);
    text += dialogueHtml(vector.transcript, left);
    text += sourceHtml(vector);
    text += fmt::format("<h4>Repeat</h4><pre class=\"command\">{}</pre>\n", html(vector.repeat));
    return text + "</div></details>\n";
}

}  // namespace xmppconf::reports
