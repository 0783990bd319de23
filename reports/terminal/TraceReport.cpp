#include "reports/terminal/TraceReport.h"

#include <fmt/format.h>

#include "reports/text/ActionText.h"
#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"
#include "reports/text/WayText.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kAction = 160;

std::string secondsOf(octets::Duration at) {
    return fmt::format("{:8.3f}", std::chrono::duration<double>(at).count());
}

}  // namespace

void TraceReport::runStarted(const RunRecord& record, const ReportStart&) {
    live_ = record.info().jobs == 1 || record.info().selected.size() == 1;
}

void TraceReport::vectorStarted(const vector::Vector& vector) {
    // What tells of a rule over all traffic has no conversation.
    if (live_ && vector.step != vector::Step::Always)
        output_ << '\n' << palette_.dim(vector.id) << '\n' << std::flush;
}

void TraceReport::actionStarted(const ActionStarted& action) {
    if (!live_) return;
    const std::string head = fmt::format("{}  {}  ", secondsOf(action.at), visible(action.action->conn));
    output_ << palette_.dim(head + shortened(actionText(*action.action), kAction)) << '\n' << std::flush;
}

void TraceReport::checked(const Checked& check) { checks_[check.vector].push_back(check); }

void TraceReport::printCheck(const Checked& checked) {
    const judge::Check& check = checked.check;
    output_ << palette_.dim(secondsOf(checked.at) + "  ")
            << palette_.paint(check.verdict,
                              fmt::format("{} {}", judge::nameOf(check.verdict), check.requirement))
            << palette_.dim(" at " + wayText({check.place})) << '\n';
}

void TraceReport::vectorFinished(const FinishedVector& vector, const ReportStart&) {
    const dialogue::Outcome& outcome = vector.outcome;
    output_ << fmt::format("\n{} {}\n", palette_.badge(outcome.verdict), palette_.bold(outcome.vector->id));
    std::vector<Checked> checks = std::move(checks_[outcome.vector]);
    checks_.erase(outcome.vector);
    std::erase_if(checks, [&](const Checked& check) { return check.attempt != outcome.attempt; });
    auto next = checks.begin();
    for (const auto& entry : outcome.transcript) {
        for (; next != checks.end() && next->at < entry.at; ++next) printCheck(*next);
        output_ << dialogueBlock(entry, palette_, kUnlimited) << '\n';
    }
    for (; next != checks.end(); ++next) printCheck(*next);
    if (!vector.shown.reason.empty()) output_ << "          " << visible(vector.shown.reason) << '\n';
    output_ << std::flush;
}

}  // namespace xmppconf::reports
