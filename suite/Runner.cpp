#include "suite/Runner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "suite/AlonePhase.h"
#include "suite/ParallelPhase.h"

namespace xmppconf::suite {
namespace {

constexpr int kRepetitionBudget = 6;  // time-outs: about as many silent vectors are repeated
constexpr std::size_t kNamedSuspects = 5;

void skip(const Omission& omission, Findings& findings) {
    dialogue::Outcome outcome;
    outcome.vector = omission.vector;
    outcome.verdict = judge::Verdict::Skip;
    outcome.reason = omission.reason;
    findings.started(*omission.vector);
    findings.finished(outcome);
}

std::string lostWhile(const ParallelEnd& end) {
    std::vector<std::string> suspects;
    for (const Held& held : end.held) suspects.push_back(held.task.vector->id);
    const std::size_t all = suspects.size();
    if (all > kNamedSuspects) suspects.resize(kNamedSuspects);
    return fmt::format("the server stopped answering ({}) and does not come back; then ran {}{}", end.lost,
                       fmt::join(suspects, ", "),
                       all > kNamedSuspects ? fmt::format(" and {} more", all - kNamedSuspects) : "");
}

// Nobody else ran when the target was lost: no doubt who did it.
void finishLost(ParallelEnd& end, Findings& findings) {
    if (end.held.size() == 1) {
        dialogue::Outcome& outcome = end.held.front().first;
        outcome.verdict = judge::Verdict::Fail;
        outcome.reason = fmt::format("the server stopped answering during this vector: {}", end.lost);
    }
    for (const Held& held : end.held) findings.finished(held.first);
}

}  // namespace

RunEnd carryOut(const Plan& plan, const RunTools& tools) {
    const auto interrupted = [] { return RunEnd{Ending::Interrupted, "the run was interrupted"}; };
    for (const Omission& omission : plan.omitted) skip(omission, tools.findings);

    ParallelEnd parallel = runParallel(plan.parallel, tools.jobs, tools.makeConverse, tools.health,
                                       tools.pool, tools.clock, tools.findings, tools.interrupted);
    Converse converse = tools.makeConverse();
    AlonePhase alone(converse, tools.health, tools.pool, tools.clock, tools.findings, tools.interrupted,
                     tools.timeout);
    const bool wasLost = !parallel.lost.empty();
    if (wasLost && !tools.interrupted() && !alone.awaitTarget() && !tools.interrupted()) {
        finishLost(parallel, tools.findings);
        return {Ending::TargetLost, lostWhile(parallel)};
    }
    alone.repeat(parallel.held, kRepetitionBudget * tools.timeout, wasLost);
    alone.run(parallel.left, true);
    alone.run(plan.alone, true);
    if (tools.interrupted()) return interrupted();
    if (!alone.lost().empty()) return {Ending::TargetLost, alone.lost()};
    return {};
}

}  // namespace xmppconf::suite
