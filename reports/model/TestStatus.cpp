#include "reports/model/TestStatus.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/model/Blockade.h"
#include "reports/model/RunRecord.h"

namespace xmppconf::reports {

namespace {

using Judged = VectorBrief::Judged;
using judge::Verdict;

/// The first of its requirements of which the gate says so; nothing: there is none.
const Judged* ruled(const VectorBrief& vector, const Gate& gate, Ruling ruling) {
    const auto found = std::find_if(vector.judged.begin(), vector.judged.end(), [&](const Judged& judged) {
        return gate.ruling(vector.id, judged.requirement, judged.verdict) == ruling;
    });
    return found == vector.judged.end() ? nullptr : &*found;
}

std::string remark(const VectorBrief& vector) {
    const bool named = vector.blockedBy.kind != dialogue::Obstacle::Kind::None;
    return fmt::format("{}{}: {}", judge::nameOf(vector.verdict),
                       named ? " by " + obstacleText(vector.blockedBy) : "", vector.reason);
}

TestResult brokenResult(const VectorBrief& vector, const Gate& gate) {
    const Judged* expired = ruled(vector, gate, Ruling::Expired);
    const bool fails = vector.hurt || expired || ruled(vector, gate, Ruling::New);
    const bool flaky = vector.mark == dialogue::Mark::Flaky && vector.verdict == Verdict::Fail;
    if (fails && flaky && !gate.flaky())
        return {TestStatus::Skipped, "--fail-on does not count what is flaky; " + remark(vector)};
    if (fails && !flaky && gate.failOn() == FailOn::Never)
        return {TestStatus::Skipped, "--fail-on never does not count this " + remark(vector)};
    if (expired) {
        const auto* entry = gate.entry(vector.id, expired->requirement, expired->verdict);
        return {TestStatus::Failed,
                fmt::format("accepted until {} only ({}); {}", entry->until, entry->reason, remark(vector))};
    }
    if (fails) return {TestStatus::Failed, remark(vector)};
    if (const Judged* accepted = ruled(vector, gate, Ruling::Accepted)) {
        const auto* entry = gate.entry(vector.id, accepted->requirement, accepted->verdict);
        return {TestStatus::Skipped,
                fmt::format("accepted by the baseline ({}); {}", entry->reason, remark(vector))};
    }
    return {TestStatus::Passed, remark(vector)};
}

}  // namespace

TestResult testResult(const VectorBrief& vector, const Gate& gate) {
    switch (vector.verdict) {
        case Verdict::Pass:
            return {};
        case Verdict::Fail:
        case Verdict::Warn:
        case Verdict::Info:
            return brokenResult(vector, gate);
        case Verdict::Blocked:
        case Verdict::Skip:
            return {TestStatus::Skipped, remark(vector)};
        case Verdict::Error:
            break;
    }
    return {TestStatus::Error, remark(vector)};
}

std::string whatIsMissing(const Report& report) {
    const bool judged = std::any_of(report.vectors.begin(), report.vectors.end(), [](const VectorBrief& one) {
        // That the little which was said broke no rule over all traffic judges nothing.
        return one.step == vector::Step::Always ? isBroken(one.verdict) : isJudged(standingOf(one.verdict));
    });
    if (report.complete && judged) return {};
    const std::string_view what = report.complete ? "nothing was judged" : "the run is not complete";
    return report.reason.empty() ? std::string(what) : fmt::format("{}: {}", what, report.reason);
}

std::vector<std::pair<std::string, std::string>> staleTests(const Report& report) {
    std::vector<std::pair<std::string, std::string>> tests;
    if (report.start.gate.failOn() == FailOn::Never) return tests;
    for (const auto& [entry, state, why] : report.baseline.entries)
        if (state == EntryState::Stale)
            tests.emplace_back(fmt::format("{} {}", entry.vector, entry.requirement),
                               fmt::format("drop it from the baseline: {}", why));
    return tests;
}

}  // namespace xmppconf::reports
