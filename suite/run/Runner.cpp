#include "suite/run/Runner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "suite/run/AlonePhase.h"
#include "suite/run/ParallelPhase.h"

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

// Who said nothing to the target did nothing to it: it was lost before.
bool spoke(const dialogue::Outcome& outcome) {
    return std::any_of(outcome.transcript.begin(), outcome.transcript.end(),
                       [](const dialogue::TranscriptEntry& entry) {
                           return entry.kind == dialogue::TranscriptEntry::Kind::Sent;
                       });
}

std::vector<std::string> suspectsOf(const ParallelEnd& end) {
    std::vector<std::string> suspects;
    for (const Held& held : end.held)
        if (held.suspect && spoke(held.first)) suspects.push_back(held.task.vector->id);
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
        if (suspects.size() == 1 && held.suspect && held.task.vector->id == suspects.front()) {
            held.first.verdict = judge::Verdict::Fail;
            held.first.hurt = true;
            held.first.reason = fmt::format("the server stopped answering during this vector: {}", end.lost);
        }
        findings.finished(held.first);
    }
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
        const std::vector<std::string> suspects = suspectsOf(parallel);
        finishLost(parallel, suspects, tools.findings);
        return {Ending::TargetLost, lostWhile(parallel, suspects)};
    }
    alone.repeat(parallel.held, kRepetitionBudget * tools.timeout, wasLost);
    alone.run(parallel.left, true);
    alone.run(plan.alone, true);
    if (tools.interrupted()) return interrupted();
    if (!alone.lost().empty()) return {Ending::TargetLost, alone.lost()};
    return {};
}

}  // namespace xmppconf::suite
