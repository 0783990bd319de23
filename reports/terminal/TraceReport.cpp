#include "reports/terminal/TraceReport.h"

#include <fmt/format.h>

#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

void TraceReport::vectorFinished(const FinishedVector& vector, const ReportStart&) {
    const dialogue::Outcome& outcome = vector.outcome;
    output_ << fmt::format("\n{} {}\n", palette_.badge(outcome.verdict), palette_.bold(outcome.vector->id));
    for (const auto& entry : outcome.transcript) {
        output_ << dialogueBlock(entry, palette_, kUnlimited) << '\n';
    }
    if (!vector.shown.reason.empty()) output_ << "          " << visible(vector.shown.reason) << '\n';
    output_ << std::flush;
}

}  // namespace xmppconf::reports
