#include "reports/model/Report.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text/DialogueText.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kBriefText = 400;

}  // namespace

const vector::Requirement* ReportStart::requirement(std::string_view id) const {
    const auto found = requirements.find(id);
    return found == requirements.end() ? nullptr : &found->second;
}

std::string ReportStart::target() const {
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

bool isExplained(const ReportedVector& vector) {
    return std::any_of(vector.checks.begin(), vector.checks.end(), [&](const auto& check) {
        return !check.seenOnly() && check.verdict == vector.verdict;
    });
}

VectorBrief briefOf(const ReportedVector& vector) {
    VectorBrief brief{vector.id,
                      shortened(vector.title, kBriefText),
                      vector.step,
                      vector.verdict,
                      shortened(vector.reason, kBriefText),
                      vector.hurt,
                      vector.durationMs,
                      {},
                      {},
                      {vector.blockedBy.kind, shortened(vector.blockedBy.id, kBriefText)},
                      vector.mark};
    brief.seenIn = vector.seenIn;
    for (const auto& judges : vector.judges) brief.judges.push_back(judges.requirement);
    for (const judge::Check& check : vector.checks) {
        if (check.seenOnly()) continue;
        const auto known = std::find_if(brief.judged.begin(), brief.judged.end(), [&](const auto& judged) {
            return judged.requirement == check.requirement;
        });
        if (known == brief.judged.end())
            brief.judged.push_back({check.requirement, check.verdict});
        else
            known->verdict = judge::worse(known->verdict, check.verdict);
    }
    return brief;
}

VectorTally tallyOf(const Report& report) {
    VectorTally tally;
    for (const VectorBrief& vector : report.vectors) tally.add(vector.step, vector.verdict);
    return tally;
}

StandingCounts countsOf(const Report& report) {
    StandingCounts counts;
    for (const RequirementResult& result : report.requirements) counts.add(result.standing);
    return counts;
}

}  // namespace xmppconf::reports
