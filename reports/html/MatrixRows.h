#pragma once

#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "reports/html/HtmlMatrix.h"

namespace xmppconf::reports {

/// One vector in all reports. Everything points into these.
struct VectorRow {
    const VectorBrief* any = nullptr;           ///< of the first report that has it
    std::vector<const VectorBrief*> vectors{};  ///< for each report; null: it does not have it
    std::set<std::string_view> levels{};        ///< of the requirements that it asks for
    std::set<std::string_view> impacts{};       ///< of the same
};

/// One requirement in all reports.
struct ComparedRequirement {
    const vector::Requirement* requirement = nullptr;  ///< of the first report that has it
    std::vector<const RequirementResult*> results{};   ///< for each report; null: its catalogue lacks it
};

/// By step, then in the order of the first report, behind it what only later ones have.
std::vector<VectorRow> vectorRows(std::span<const NamedReport> reports);
std::vector<ComparedRequirement> requirementRows(std::span<const NamedReport> reports);

}  // namespace xmppconf::reports
