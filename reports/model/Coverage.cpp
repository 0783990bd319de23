#include "reports/model/Coverage.h"

namespace xmppconf::reports {

namespace {

std::size_t& countFor(SectionCoverage& coverage, Standing standing) {
    if (standing == Standing::Untestable) return coverage.untestable;
    if (!isJudged(standing)) return coverage.notJudged;
    return isBroken(standing) ? coverage.broken : coverage.met;
}

}  // namespace

std::vector<SectionCoverage> coverageOf(const Report& report) {
    std::vector<SectionCoverage> sections;
    for (const RequirementResult& result : report.requirements) {
        const vector::Requirement* requirement = report.start.requirement(result.id);
        if (!requirement) continue;
        if (sections.empty() || sections.back().spec != requirement->spec ||
            sections.back().section != requirement->section) {
            sections.push_back({requirement->spec, requirement->section});
        }
        ++countFor(sections.back(), result.standing);
    }
    return sections;
}

}  // namespace xmppconf::reports
