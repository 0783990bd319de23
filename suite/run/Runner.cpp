#include "suite/run/Runner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "suite/run/AlonePhase.h"
#include "suite/run/ParallelPhase.h"

namespace xmppconf::suite {
namespace {

constexpr int kRepetitionBudget = 6;  // time-outs: about as many silent vectors are repeated
constexpr std::size_t kNamedSuspects = 5;

void omit(const Omission& omission, Findings& findings) {
    dialogue::Outcome outcome;
    outcome.vector = omission.vector;
    const bool blocked = omission.why.obstacle.kind != dialogue::Obstacle::Kind::None;
    outcome.verdict = blocked ? judge::Verdict::Blocked : judge::Verdict::Skip;
    outcome.blockedBy = omission.why.obstacle;
    outcome.skippedFor = dialogue::SkippedFor::Run;
    outcome.gap = omission.why.wantsAccount;
    outcome.reason = omission.why.reason;
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
        if (held.suspect && spoke(held.task.attempts.last())) suspects.push_back(held.task.vector->id);
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
            dialogue::Outcome& last = held.task.attempts.last();
            last.verdict = judge::Verdict::Fail;
            last.hurt = true;
            last.reason = fmt::format("the server stopped answering during this vector: {}", end.lost);
        }
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
