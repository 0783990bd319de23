#include "reports/model/ReportDiff.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace xmppconf::reports {

namespace {

using judge::Verdict;

/// Where a requirement stands in a vector.
struct State {
    enum class Kind { Unjudged, Passed, Accepted, Broken };
    Kind kind = Kind::Unjudged;
    Verdict verdict = Verdict::Skip;  ///< of what is broken, accepted or not

    bool held() const { return kind == Kind::Passed || kind == Kind::Accepted; }
    bool failing() const { return kind == Kind::Broken && verdict == Verdict::Fail; }
};

std::string nameOf(const State& state) {
    switch (state.kind) {
        case State::Kind::Unjudged:
            return "not judged";
        case State::Kind::Passed:
            return "pass";
        case State::Kind::Accepted:
            return "accepted";
        case State::Kind::Broken:
            break;
    }
    return std::string(judge::nameOf(state.verdict));
}

/// One vector of one report, ready to be compared.
class Side {
  public:
    Side(const ReportedVector* vector, const Gate& gate) : vector_(vector), gate_(gate) {
        if (!vector_) return;
        for (const judge::Check& check : vector_->checks) {
            if (check.seenOnly()) continue;
            const auto [at, isFirst] = worst_.try_emplace(check.requirement, check.verdict);
            if (!isFirst) at->second = judge::worse(at->second, check.verdict);
        }
    }

    const ReportedVector* vector() const { return vector_; }

    /// What is worth to be compared.
    std::set<std::string> requirements() const {
        std::set<std::string> result;
        if (vector_ && vector_->hurt) result.insert("");
        for (const auto& [requirement, verdict] : worst_) result.insert(requirement);
        return result;
    }

    State state(const std::string& requirement) const {
        if (vector_ && requirement.empty()) {  // whether the server survived it
            if (vector_->hurt) return {State::Kind::Broken, Verdict::Fail};
            const bool judged = isJudged(standingOf(vector_->verdict));
            return {judged ? State::Kind::Passed : State::Kind::Unjudged, Verdict::Pass};
        }
        const auto found = worst_.find(requirement);
        if (found == worst_.end()) return {State::Kind::Unjudged, Verdict::Pass};
        if (!isBroken(found->second)) return {State::Kind::Passed, Verdict::Pass};
        const bool accepted = gate_.ruling(vector_->id, requirement, found->second) == Ruling::Accepted;
        return {accepted ? State::Kind::Accepted : State::Kind::Broken, found->second};
    }

  private:
    const ReportedVector* vector_;
    const Gate& gate_;
    std::map<std::string, Verdict> worst_;
};

std::optional<Change> changeOf(const State& before, const State& after) {
    using Kind = State::Kind;
    if (before.kind == after.kind && before.verdict == after.verdict) return std::nullopt;
    switch (after.kind) {
        case Kind::Broken:
            return after.failing() ? Change::NewlyFails : Change::NewlyWarns;
        case Kind::Accepted:
            if (before.kind == Kind::Accepted) return std::nullopt;
            return Change::NewlyAccepted;
        case Kind::Passed:
            return before.kind == Kind::Unjudged ? Change::NowJudged : Change::NewlyPasses;
        case Kind::Unjudged:
            break;
    }
    return Change::NoLongerJudged;
}

bool isRegression(const State& before, const State& after) {
    if (!before.held()) return false;
    if (after.kind == State::Kind::Broken) return after.verdict != Verdict::Info;
    return !after.held();
}

/// A vector that only one of the reports has: a line for the whole of it.
ChangeRow wholeRow(const Side& side, Change change) {
    const ReportedVector& vector = *side.vector();
    const std::string verdict(judge::nameOf(vector.verdict));
    const bool gone = change == Change::Vanished;
    ChangeRow row{change,        vector.id, "",   gone ? verdict : "absent", gone ? "absent" : verdict,
                  vector.reason, 0,         false};
    for (const std::string& requirement : side.requirements())
        if (gone && side.state(requirement).held()) row.regression = true;
    return row;
}

void addRows(const Side& before, const Side& after, std::vector<ChangeRow>& rows) {
    const ReportedVector& shown = after.vector() ? *after.vector() : *before.vector();
    const bool inBoth = before.vector() && after.vector();
    // An invariant is told of only in a run that gave occasion: without one it was not judged.
    const bool needsOccasion = shown.step == vector::Step::Always;
    if (!inBoth && !needsOccasion)
        return rows.push_back(before.vector() ? wholeRow(before, Change::Vanished)
                                              : wholeRow(after, Change::Appeared));
    const bool revised = inBoth && before.vector()->revision != after.vector()->revision;
    std::set<std::string> requirements = before.requirements();
    requirements.merge(after.requirements());
    for (const std::string& requirement : requirements) {
        const State old = before.state(requirement);
        const State now = after.state(requirement);
        if (!inBoth && (old.kind == State::Kind::Passed || now.kind == State::Kind::Passed)) continue;
        const auto change = changeOf(old, now);
        if (!change) continue;
        // That the server died of it is no judgement of the vector's.
        const bool otherwise = revised && !requirement.empty();
        rows.push_back({otherwise ? Change::JudgesOtherwise : *change, shown.id, requirement, nameOf(old),
                        nameOf(now), shown.reason, otherwise ? shown.revision : 0,
                        !otherwise && isRegression(old, now)});
    }
}

}  // namespace

std::string_view nameOf(Change change) {
    switch (change) {
        case Change::NewlyFails:
            return "newly-fails";
        case Change::NewlyWarns:
            return "newly-warns";
        case Change::NoLongerJudged:
            return "no-longer-judged";
        case Change::Vanished:
            return "vanished";
        case Change::JudgesOtherwise:
            return "judges-otherwise";
        case Change::NewlyAccepted:
            return "newly-accepted";
        case Change::NewlyPasses:
            return "newly-passes";
        case Change::NowJudged:
            return "now-judged";
        case Change::Appeared:
            break;
    }
    return "appeared";
}

std::string_view titleOf(Change change) {
    switch (change) {
        case Change::NewlyFails:
            return "Newly fails";
        case Change::NewlyWarns:
            return "Newly warns";
        case Change::NoLongerJudged:
            return "No longer judged";
        case Change::Vanished:
            return "Vanished";
        case Change::JudgesOtherwise:
            return "Judges otherwise";
        case Change::NewlyAccepted:
            return "Newly accepted";
        case Change::NewlyPasses:
            return "Newly passes";
        case Change::NowJudged:
            return "Now judged";
        case Change::Appeared:
            break;
    }
    return "Appeared";
}

std::size_t ReportDiff::count(Change change) const {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [change](const ChangeRow& row) { return row.change == change; }));
}

std::size_t ReportDiff::regressions() const {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const ChangeRow& row) { return row.regression; }));
}

ReportDiff differenceOf(const WholeReport& before, const WholeReport& after) {
    std::map<std::string_view, const ReportedVector*> older;
    std::set<std::string_view> newer;
    for (const ReportedVector& vector : before.vectors) older.emplace(vector.id, &vector);
    const Gate& oldGate = before.report.start.gate;
    const Gate& newGate = after.report.start.gate;
    ReportDiff diff;
    for (const ReportedVector& vector : after.vectors) {
        newer.insert(vector.id);
        const auto found = older.find(vector.id);
        addRows(Side(found == older.end() ? nullptr : found->second, oldGate), Side(&vector, newGate),
                diff.rows);
    }
    for (const ReportedVector& vector : before.vectors)
        if (!newer.contains(vector.id)) addRows(Side(&vector, oldGate), Side(nullptr, newGate), diff.rows);
    std::stable_sort(diff.rows.begin(), diff.rows.end(),
                     [](const ChangeRow& a, const ChangeRow& b) { return a.change < b.change; });
    return diff;
}

}  // namespace xmppconf::reports
