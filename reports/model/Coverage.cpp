#include "reports/model/Coverage.h"

namespace xmppconf::reports {

void Coverage::add(Standing standing) {
    if (standing == Standing::Untestable)
        ++untestable;
    else if (!isJudged(standing))
        ++notJudged;
    else
        ++(isBroken(standing) ? broken : met);
}

std::vector<SectionCoverage> coverageOf(const Report& report) {
    std::vector<SectionCoverage> sections;
    for (const RequirementResult& result : report.requirements) {
        const vector::Requirement* requirement = report.start.requirement(result.id);
        if (!requirement) continue;
        if (sections.empty() || sections.back().spec != requirement->spec ||
            sections.back().section != requirement->section) {
            sections.push_back({requirement->spec, requirement->section});
        }
        sections.back().coverage.add(result.standing);
    }
    return sections;
}

}  // namespace xmppconf::reports
