#include "reports/terminal/TraceReport.h"

#include <fmt/format.h>

#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

void TraceReport::vectorFinished(const dialogue::Outcome& outcome) {
    if (outcome.vector == nullptr) return;
    output_ << fmt::format("\n{} {}\n", palette_.badge(outcome.verdict), palette_.bold(outcome.vector->id));
    for (const auto& entry : outcome.transcript) {
        output_ << dialogueBlock(entry, palette_, kUnlimited) << '\n';
    }
    if (!outcome.reason().empty()) output_ << "          " << visible(outcome.reason()) << '\n';
    output_ << std::flush;
}

}  // namespace xmppconf::reports
