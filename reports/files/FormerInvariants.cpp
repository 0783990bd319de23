#include "reports/files/FormerInvariants.h"

#include <algorithm>
#include <map>

#include "harness/judge/Reason.h"
#include "harness/vector/Corpus.h"
#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

using judge::Check;
using judge::Verdict;

/// What one invariant came to.
struct Told {
    const Check* check = nullptr;          ///< the first that was broken, else the first
    const ReportedVector* from = nullptr;  ///< where it stands
    std::vector<std::string> broken;       ///< ids of the vectors
};

std::map<std::string, Told> invariantsOf(const std::vector<ReportedVector>& vectors) {
    std::map<std::string, Told> all;
    for (const ReportedVector& vector : vectors) {
        for (const Check& check : vector.checks) {
            if (!check.seenOnly()) continue;
            Told& told = all[check.invariant];
            const bool broken = isBroken(check.verdict);
            if (!told.check || (broken && told.broken.empty())) {
                told.check = &check;
                told.from = &vector;
            }
            if (broken && (told.broken.empty() || told.broken.back() != vector.id))
                told.broken.push_back(vector.id);
        }
    }
    return all;
}

ReportedVector vectorOf(const std::string& invariant, const Told& told, const ReportStart& start) {
    ReportedVector vector;
    vector.id = std::string(vector::kAlways) + invariant;
    const auto* requirement = start.requirement(told.check->requirement);
    vector.title = requirement ? requirement->text : told.check->requirement;
    vector.step = vector::Step::Always;
    vector.file = told.check->place.file ? *told.check->place.file : "";
    vector.line = told.check->place.line;
    vector.verdict = told.check->verdict;
    vector.repeat = told.from->repeat;
    vector.judges = {{"always", told.check->requirement}};
    vector.checks = {*told.check};
    vector.checks.back().invariant.clear();
    const auto source = std::find_if(start.invariants.begin(), start.invariants.end(),
                                     [&](const auto& one) { return one.name == invariant; });
    if (source != start.invariants.end()) vector.source = source->text;
    vector.seenIn = told.broken;
    if (told.broken.empty()) {
        vector.seenIn = {told.from->id};
        return vector;
    }
    judge::Reason why = judge::broken(*told.check);
    why.seenIn = told.broken;
    vector.reason = judge::sentence(why);
    vector.transcript = told.from->transcript;
    return vector;
}

/// Without what invariants saw; a vector that judged nothing else is blocked by what it says.
void judgeAlone(ReportedVector& vector) {
    if (!isBroken(vector.verdict) || vector.hurt) return;
    const Check* worst = nullptr;
    for (const Check& check : vector.checks)
        if (!check.seenOnly() && (!worst || judge::worse(worst->verdict, check.verdict) != worst->verdict))
            worst = &check;
    const Verdict verdict = worst ? worst->verdict : Verdict::Blocked;
    if (verdict == vector.verdict) return;
    const bool seen = std::any_of(vector.checks.begin(), vector.checks.end(), [&](const Check& check) {
        return check.seenOnly() && check.verdict == vector.verdict;
    });
    if (!seen) return;
    vector.verdict = verdict == Verdict::Pass && !vector.ended.empty() ? Verdict::Blocked : verdict;
    if (isBroken(vector.verdict)) vector.reason = judge::sentence(judge::broken(*worst));
    if (vector.verdict == Verdict::Pass) vector.reason.clear();
}

}  // namespace

void tellInvariantsOnce(WholeReport& whole) {
    std::vector<ReportedVector> told;
    for (const auto& [invariant, one] : invariantsOf(whole.vectors)) {
        told.push_back(vectorOf(invariant, one, whole.report.start));
        for (RequirementResult& result : whole.report.requirements)
            if (result.id == one.check->requirement) result.vectors.push_back(told.back().id);
    }
    for (ReportedVector& vector : whole.vectors) judgeAlone(vector);
    for (ReportedVector& vector : told) whole.vectors.push_back(std::move(vector));
}

}  // namespace xmppconf::reports
