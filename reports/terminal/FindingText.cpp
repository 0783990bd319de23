#include "reports/terminal/FindingText.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "harness/judge/Reason.h"
#include "reports/model/AttemptsText.h"
#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"
#include "reports/text/WayText.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kSentence = 400;
constexpr std::size_t kActual = 600;
constexpr std::size_t kExpected = 300;
constexpr std::size_t kAlternatives = 8;
constexpr std::size_t kChecks = 6;
constexpr std::size_t kEntries = 6;
constexpr std::size_t kEntry = 240;

bool isBroken(const judge::Check& check) {
    return check.verdict != judge::Verdict::Pass && !check.seenOnly();
}

std::string impactText(const vector::Requirement& requirement) {
    return fmt::format(", {}", vector::nameOf(vector::impactOf(requirement)));
}

std::string checkText(const judge::Check& check, const RunRecord& record, const Palette& palette) {
    const auto& catalogue = record.info().corpus->requirements;
    const auto requirement = catalogue.find(check.requirement);
    std::string text = fmt::format(
        "{}-> {} ({}{})\n", kFindingIndent, palette.paint(check.verdict, check.requirement),
        vector::nameOf(check.level), requirement == catalogue.end() ? "" : impactText(requirement->second));
    if (requirement != catalogue.end()) {
        text += fmt::format("{}   {}\n", kFindingIndent, shortened(requirement->second.text, kSentence));
        text += attackLine(requirement->second);
    }
    std::string_view title = "Expected:";
    for (const std::string& expected : check.expected) {
        const auto number = static_cast<std::size_t>(&expected - check.expected.data());
        if (number == kAlternatives) {
            text += fmt::format("{}          or {} others\n", kFindingIndent,
                                check.expected.size() - kAlternatives);
            break;
        }
        text += fmt::format("{}{:<9} {}\n", kFindingIndent, title, shortened(expected, kExpected));
        title = "       or";
    }
    if (!check.actual.empty()) {
        text += fmt::format("{}Actual:   {}\n", kFindingIndent, shortened(check.actual, kActual));
    }
    return text + fmt::format("{}At        {}\n", kFindingIndent, wayText(check.way()));
}

std::string capitalized(std::string text) {
    if (!text.empty())
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

std::string acceptanceText(const vector::Vector& vector, const judge::Check& check, const Gate& gate) {
    const AcceptedDeviation* entry = gate.entry(vector.id, check.requirement, check.verdict);
    if (!entry) return {};
    const std::string until = entry->until.empty() ? "" : fmt::format(" (until {})", entry->until);
    const bool over = gate.ruling(vector.id, check.requirement, check.verdict) == Ruling::Expired;
    return fmt::format("{}{} {}{}\n", kFindingIndent,
                       over ? "No longer accepted:" : "Accepted:", shortened(entry->reason, kSentence),
                       until);
}

std::string excerpt(const dialogue::Transcript& transcript, const Palette& palette) {
    if (transcript.empty()) return {};
    const std::size_t shown = std::min(kEntries, transcript.size());
    std::string text = shown == transcript.size() ? fmt::format("{}Dialogue:\n", kFindingIndent)
                                                  : fmt::format("{}Dialogue, the last {} of {} entries:\n",
                                                                kFindingIndent, shown, transcript.size());
    for (std::size_t i = transcript.size() - shown; i < transcript.size(); ++i) {
        text += fmt::format("{}{}\n", kFindingIndent, dialogueLine(transcript[i], palette, kEntry));
    }
    return text;
}

}  // namespace

std::string attackLine(const vector::Requirement& requirement) {
    if (requirement.attack.empty()) return {};
    return fmt::format("{}Attack:   {}\n", kFindingIndent, shortened(requirement.attack, kSentence));
}

std::string findingText(const dialogue::Outcome& outcome, const ReportedVector& shown,
                        const RunRecord& record, const Palette& palette) {
    const vector::Vector& vector = *outcome.vector;
    std::string text = fmt::format("  {} {}\n{}{}\n", palette.badge(outcome.verdict), palette.bold(vector.id),
                                   kFindingIndent, shortened(vector.title, kSentence));
    if (const std::string attempts = attemptsText(shown); !attempts.empty())
        text += fmt::format("{}Attempts: {}\n", kFindingIndent, attempts);
    if (const std::string mark = markText(shown.mark); !mark.empty())
        text += fmt::format("{}Marked   {}\n", kFindingIndent, mark);
    std::size_t broken = 0;
    for (const judge::Check& check : outcome.checks) {
        if (isBroken(check) && ++broken <= kChecks)
            text += checkText(check, record, palette) + acceptanceText(vector, check, record.info().gate);
    }
    if (broken > kChecks)
        text += fmt::format("{}and {} more broken checks\n", kFindingIndent, broken - kChecks);
    if (broken == 0) {
        text += fmt::format("{}Because   {}\n{}At        {}\n", kFindingIndent,
                            shortened(outcome.reason(), kActual), kFindingIndent,
                            outcome.ended.empty() ? wayText({vector.place}) : wayText(outcome.ended));
    }
    if (vector.step == vector::Step::Always && judge::Verdict::Pass != outcome.verdict)
        text += fmt::format("{}{}\n", kFindingIndent, capitalized(judge::seenInText(shown.seenIn)));
    text += excerpt(outcome.transcript, palette);
    return text + fmt::format("{}Repeat:   {}\n", kFindingIndent, visible(shown.repeat));
}

}  // namespace xmppconf::reports
