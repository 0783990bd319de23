#include "suite/run/Runner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/dialogue/Conclusion.h"
#include "suite/run/AlonePhase.h"
#include "suite/run/ParallelPhase.h"

namespace xmppconf::suite {
namespace {

constexpr int kRepetitionBudget = 6;  // time-outs: about as many silent vectors are repeated
constexpr std::size_t kNamedSuspects = 5;

void omit(const Omission& omission, Findings& findings) {
    findings.started(*omission.vector);
    findings.finished(dialogue::leftOut(*omission.vector, judge::said(omission.why.reason),
                                        omission.why.obstacle, omission.why.wantsAccount));
}

// Who said nothing to the target did nothing to it: it was lost before.
std::vector<std::string> suspectsOf(const ParallelEnd& end) {
    std::vector<std::string> suspects;
    for (const Held& held : end.held)
        if (held.suspect && held.task.attempts.last().spoke) suspects.push_back(held.task.vector->id);
    return suspects;
}

std::string lostWhile(const ParallelEnd& end, std::vector<std::string> suspects) {
    const std::string reason =
        fmt::format("the server stopped answering ({}) and does not come back", end.lost);
    if (suspects.empty()) return reason;
    const std::size_t more = suspects.size() - std::min(suspects.size(), kNamedSuspects);
    suspects.resize(suspects.size() - more);
    return fmt::format("{}; then ran {}{}", reason, fmt::join(suspects, ", "),
                       more > 0 ? fmt::format(" and {} more", more) : "");
}

void finishLost(ParallelEnd& end, const std::vector<std::string>& suspects, Findings& findings) {
    for (Held& held : end.held) {
        // Nobody else spoke when the target was lost: no doubt who did it.
        if (suspects.size() == 1 && held.suspect && held.task.vector->id == suspects.front())
            dialogue::blameForNoAnswer(held.task.attempts.last(), end.lost);
        findings.finished(std::move(held.task.attempts).concluded());
    }
}

}  // namespace

RunEnd carryOut(Plan plan, const RunTools& tools) {
    const auto interrupted = [] { return RunEnd{Ending::CutOff, "the run was interrupted"}; };
    for (const Omission& omission : plan.omitted) omit(omission, tools.findings);

    ParallelEnd parallel = runParallel(std::move(plan.parallel), tools.jobs, tools.makeConverse, tools.health,
                                       tools.pool, tools.clock, tools.findings, tools.interrupted);
    Converse converse = tools.makeConverse();
    AlonePhase alone(converse, tools.health, tools.pool, tools.clock, tools.findings, tools.interrupted,
                     tools.timeout);
    const bool wasLost = !parallel.lost.empty();
    if (wasLost && !tools.interrupted() && !alone.awaitTarget() && !tools.interrupted()) {
        const std::vector<std::string> suspects = suspectsOf(parallel);
        finishLost(parallel, suspects, tools.findings);
        return {Ending::TargetLost, lostWhile(parallel, suspects)};
    }
    alone.repeat(std::move(parallel.held), kRepetitionBudget * tools.timeout, wasLost);
    alone.run(std::move(parallel.left), true);
    alone.run(std::move(plan.alone), true);
    if (tools.interrupted()) return interrupted();
    if (!alone.lost().empty()) return {Ending::TargetLost, alone.lost()};
    return {};
}

}  // namespace xmppconf::suite
