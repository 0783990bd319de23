#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// How many of some requirements the run has decided.
struct Coverage {
    std::size_t met = 0;
    std::size_t broken = 0;
    std::size_t notJudged = 0;   ///< no vector, or none that came to its question
    std::size_t untestable = 0;  ///< cannot be seen from outside

    void add(Standing standing);
};

struct SectionCoverage {
    std::string spec;
    std::string section;
    Coverage coverage{};
};

/// One for each section that has requirements, in the order of the report.
std::vector<SectionCoverage> coverageOf(const Report& report);

}  // namespace xmppconf::reports
