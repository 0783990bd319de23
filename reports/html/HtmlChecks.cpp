#include "reports/html/HtmlChecks.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "harness/vector/Corpus.h"
#include "reports/html/Difference.h"
#include "reports/html/HtmlBaseline.h"
#include "reports/html/HtmlParts.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using judge::Check;
using judge::Verdict;

constexpr std::size_t kMostChecks = 60;
constexpr std::size_t kAlternatives = 12;
constexpr std::size_t kExpected = 600;
constexpr std::size_t kActual = 1200;

/// The checks of one requirement.
struct Judged {
    std::string_view requirement;
    vector::Level level = vector::Level::Must;
    Verdict verdict = Verdict::Pass;
    std::vector<const Check*> checks;
};

std::vector<Judged> byRequirement(const ReportedVector& vector) {
    std::vector<Judged> result;
    for (const Check& check : vector.checks) {
        // What was seen of invariants is told in one line.
        if (check.seenOnly()) continue;
        auto known = std::find_if(result.begin(), result.end(), [&](const auto& judged) {
            return judged.requirement == check.requirement;
        });
        if (known == result.end())
            known = result.insert(result.end(), {check.requirement, check.level, check.verdict, {}});
        known->verdict = judge::worse(known->verdict, check.verdict);
        known->checks.push_back(&check);
    }
    std::stable_partition(result.begin(), result.end(),
                          [](const Judged& judged) { return judged.verdict != Verdict::Pass; });
    return result;
}

std::string requirementHtml(const ReportStart& start, std::string_view id, vector::Level level) {
    const auto* requirement = start.requirement(id);
    if (requirement == nullptr) return fmt::format("{} <code>{}</code>", levelMark(level), html(id));
    return fmt::format("{} {} {} <a class=\"id\" href=\"#{}\">{}</a>", marks(*requirement),
                       html(requirement->text), sectionLink(*requirement), htmlAttribute(id), html(id));
}

std::string checkHtml(const Check& check, const ReportedVector& vector, Room& room) {
    const bool broken = check.verdict != Verdict::Pass;
    Difference shown;
    if (broken) {
        shown = differenceOf(
            {check.expected.begin(), check.expected.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                  kAlternatives, check.expected.size()))},
            check.actual, room.upTo(kActual));
    }
    std::string text = "<dl>";
    for (std::size_t i = 0; i < check.expected.size(); ++i) {
        if (i == kAlternatives) {
            text += fmt::format("<dd>or {} others</dd>", check.expected.size() - kAlternatives);
            break;
        }
        const std::string alternative =
            broken ? shown.expected[i] : octetsText(check.expected[i], room.upTo(kExpected));
        room.take(alternative.size());
        text += fmt::format("<dt>{}</dt><dd><code>{}</code></dd>", i == 0 ? "expected" : "or", alternative);
    }
    if (!check.actual.empty()) {
        const std::string actual = broken ? shown.actual : octetsText(check.actual, room.upTo(kActual));
        room.take(actual.size());
        text += fmt::format("<dt>actual</dt><dd class=\"actual\"><code>{}</code></dd>", actual);
    }
    const std::string& file = *check.place.file;
    const std::string place =
        file == vector.file ? fmt::format("line {}", check.place.line) : placeText(file, check.place.line);
    text += fmt::format("<dt>judged at</dt><dd>{}", place);
    if (!check.uses.empty()) text += fmt::format(", used at line {}", check.uses.front().line);
    return text + "</dd></dl>";
}

std::string notJudgedHtml(const ReportedVector& vector, const ReportStart& start,
                          const std::vector<Judged>& judged) {
    std::set<std::string_view> known;
    for (const Judged& one : judged) known.insert(one.requirement);
    std::string text;
    for (const auto& [as, requirement] : vector.judges) {
        if (!known.insert(requirement).second) continue;
        const auto* found = start.requirement(requirement);
        text += fmt::format("<li class=\"untested\">{} {}</li>\n", badge("not judged"),
                            requirementHtml(start, requirement, found ? found->level : vector::Level::Must));
    }
    return text;
}

/// What was seen of invariants, which count where they are told for all vectors.
std::string seenHtml(const ReportedVector& vector) {
    std::size_t held = 0;
    std::string text;
    for (const Check& check : vector.checks) {
        if (!check.seenOnly()) continue;
        if (check.verdict == Verdict::Pass)
            ++held;
        else
            text += fmt::format("<li class=\"{0}\">{1} Seen here, too: <code>{2}</code></li>\n",
                                judge::nameOf(check.verdict), badge(judge::nameOf(check.verdict)),
                                linkTo(std::string(vector::kAlways) + check.invariant));
    }
    if (held > 0)
        text += fmt::format("<li class=\"held\">{} rules over all traffic held here, too.</li>\n", held);
    return text;
}

}  // namespace

std::string htmlChecks(const ReportedVector& vector, const ReportStart& start, Room& room) {
    const std::vector<Judged> judged = byRequirement(vector);
    std::string text;
    std::size_t shown = 0;
    for (const Judged& one : judged) {
        text += fmt::format("<li class=\"{0}\"><p>{1} {2}</p>", judge::nameOf(one.verdict),
                            badge(judge::nameOf(one.verdict)),
                            requirementHtml(start, one.requirement, one.level));
        const auto* requirement = start.requirement(one.requirement);
        if (requirement != nullptr && one.verdict != Verdict::Pass) text += attackHtml(*requirement);
        text += acceptanceHtml(start.gate, vector.id, one.requirement, one.verdict);
        for (const Check* check : one.checks) {
            // Of a requirement that is broken, the checks that it passed say nothing.
            if (one.verdict != Verdict::Pass && check->verdict == Verdict::Pass) continue;
            if (++shown <= kMostChecks) text += checkHtml(*check, vector, room);
        }
        text += "</li>\n";
    }
    if (shown > kMostChecks) text += fmt::format("<li>and {} more checks</li>\n", shown - kMostChecks);
    text += notJudgedHtml(vector, start, judged);
    text += seenHtml(vector);
    return text.empty() ? "" : "<h4>Requirements</h4><ul class=\"checks\">\n" + text + "</ul>\n";
}

}  // namespace xmppconf::reports
