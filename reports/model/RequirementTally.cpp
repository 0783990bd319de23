#include "reports/model/RequirementTally.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <string>

namespace xmppconf::reports {

namespace {

/// "4.10.2" as numbers, so that 4.9 stands before 4.10.
std::vector<int> sectionNumbers(std::string_view section) {
    std::vector<int> numbers;
    while (!section.empty()) {
        const std::string_view part = section.substr(0, section.find('.'));
        int number = 0;
        std::from_chars(part.data(), part.data() + part.size(), number);
        numbers.push_back(number);
        section.remove_prefix(std::min(section.size(), part.size() + 1));
    }
    return numbers;
}

void addOnce(std::vector<const vector::Vector*>& vectors, const vector::Vector* vector) {
    if (std::find(vectors.begin(), vectors.end(), vector) == vectors.end()) vectors.push_back(vector);
}

// In the corpus all vectors are neighbours, so their addresses have its order; so have those that tell of
// invariants, which come last.
bool isBefore(const vector::Vector* a, const vector::Vector* b) {
    const bool aIsLast = a->step == vector::Step::Always;
    const bool bIsLast = b->step == vector::Step::Always;
    return aIsLast == bIsLast ? std::less<>()(a, b) : bIsLast;
}

}  // namespace

RequirementTally::RequirementTally(const vector::Corpus& corpus,
                                   const std::vector<const vector::Vector*>& selected)
    : corpus_(corpus) {
    for (const auto& [id, requirement] : corpus.requirements) {
        const Standing start = requirement.untestable.empty() ? Standing::Untested : Standing::Untestable;
        rows_.emplace(id, RequirementRow{&requirement, start, {}, {}});
    }
    for (const vector::Vector* vector : selected) {
        for (const auto& judges : vector->judges) note(judges.requirement, vector, false);
    }
}

void RequirementTally::note(std::string_view requirement, const vector::Vector* vector, bool broken) {
    const auto row = rows_.find(requirement);
    if (row == rows_.end()) return;
    addOnce(row->second.vectors, vector);
    if (broken) addOnce(row->second.broken, vector);
}

void RequirementTally::count(std::string_view requirement, judge::Verdict verdict) {
    const auto row = rows_.find(requirement);
    if (row == rows_.end()) return;
    Standing& standing = row->second.standing;
    if (standing == Standing::Untested || standing == Standing::Untestable) {
        standing = standingOf(verdict);
    } else {
        standing = standingOf(judge::worse(static_cast<judge::Verdict>(standing), verdict));
    }
}

void RequirementTally::add(const dialogue::Outcome& outcome) {
    std::set<std::string_view> judged;
    for (const judge::Check& check : outcome.checks) {
        if (check.seenOnly()) continue;
        count(check.requirement, check.verdict);
        note(check.requirement, outcome.vector, isBroken(check.verdict));
        judged.insert(check.requirement);
    }
    const bool endedEarly = outcome.verdict == judge::Verdict::Blocked ||
                            outcome.verdict == judge::Verdict::Skip ||
                            outcome.verdict == judge::Verdict::Error;
    if (!endedEarly) return;
    for (const auto& judges : outcome.vector->judges) {
        if (judged.insert(judges.requirement).second) count(judges.requirement, outcome.verdict);
    }
}

std::vector<RequirementRow> RequirementTally::rows() const {
    std::map<std::string_view, std::size_t> specOrder;
    for (const auto& specification : corpus_.specifications) {
        specOrder.emplace(specification.id, specOrder.size());
    }
    const auto key = [&](const RequirementRow& row) {
        const auto spec = specOrder.find(row.requirement->spec);
        return std::tuple(spec == specOrder.end() ? specOrder.size() : spec->second,
                          std::string_view(row.requirement->spec), sectionNumbers(row.requirement->section),
                          std::string_view(row.requirement->id));
    };
    std::vector<RequirementRow> result;
    for (const auto& [id, row] : rows_) {
        result.push_back(row);
        for (auto* vectors : {&result.back().vectors, &result.back().broken})
            std::sort(vectors->begin(), vectors->end(), isBefore);
    }
    std::sort(result.begin(), result.end(),
              [&](const RequirementRow& a, const RequirementRow& b) { return key(a) < key(b); });
    return result;
}

StandingCounts RequirementTally::counts() const {
    StandingCounts counts;
    for (const auto& [id, row] : rows_) counts.add(row.standing);
    return counts;
}

}  // namespace xmppconf::reports
