#include "reports/html/MatrixRows.h"

#include <algorithm>
#include <map>

namespace xmppconf::reports {

std::vector<VectorRow> vectorRows(std::span<const NamedReport> reports) {
    std::vector<VectorRow> rows;
    std::map<std::string_view, std::size_t> known;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        for (const VectorBrief& vector : reports[i].report.vectors) {
            const auto [place, isNew] = known.emplace(vector.id, rows.size());
            if (isNew) rows.push_back({&vector, std::vector<const VectorBrief*>(reports.size(), nullptr)});
            VectorRow& row = rows[place->second];
            row.vectors[i] = &vector;
            for (const std::string& id : vector.judges)
                if (const auto* requirement = reports[i].report.start.requirement(id)) {
                    row.levels.insert(nameOf(requirement->level));
                    row.impacts.insert(nameOf(vector::impactOf(*requirement)));
                }
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const VectorRow& a, const VectorRow& b) { return a.any->step < b.any->step; });
    return rows;
}

std::vector<ComparedRequirement> requirementRows(std::span<const NamedReport> reports) {
    std::vector<ComparedRequirement> rows;
    std::map<std::string_view, std::size_t> known;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        for (const RequirementResult& result : reports[i].report.requirements) {
            const auto [place, isNew] = known.emplace(result.id, rows.size());
            if (isNew)
                rows.push_back({reports[i].report.start.requirement(result.id),
                                std::vector<const RequirementResult*>(reports.size(), nullptr)});
            rows[place->second].results[i] = &result;
        }
    }
    std::erase_if(rows, [](const ComparedRequirement& row) { return row.requirement == nullptr; });
    return rows;
}

}  // namespace xmppconf::reports
