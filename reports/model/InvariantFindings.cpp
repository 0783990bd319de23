#include "reports/model/InvariantFindings.h"

#include <algorithm>
#include <functional>

#include "harness/dialogue/Conclusion.h"
#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

// In the corpus all vectors are neighbours, so their addresses have its order.
constexpr std::less<> inOrder;

}  // namespace

void InvariantFindings::add(const dialogue::Outcome& outcome) {
    for (const dialogue::Outcome& attempt : outcome.earlier)
        for (const judge::Check& check : attempt.checks)
            if (!check.mayBeLoad) add(check, outcome.vector, attempt.transcript);
    for (const judge::Check& check : outcome.checks) add(check, outcome.vector, outcome.transcript);
}

void InvariantFindings::add(const judge::Check& check, const vector::Vector* vector,
                            const dialogue::Transcript& transcript) {
    if (!check.seenOnly()) return;
    const bool broken = isBroken(check.verdict);
    Record& record = records_[check.invariant];
    if (broken && std::find(record.broken.begin(), record.broken.end(), vector) != record.broken.end())
        return;
    const bool firstBreach = broken && record.broken.empty();
    if (!record.from || firstBreach || (broken == !record.broken.empty() && inOrder(vector, record.from))) {
        record.check = check;
        record.from = vector;
        if (broken) record.transcript = transcript;
    }
    if (broken) record.broken.push_back(vector);
}

std::vector<dialogue::Outcome> InvariantFindings::outcomes(bool whole) const {
    std::vector<dialogue::Outcome> all;
    for (const vector::Vector& told : corpus_.always) {
        const auto found = records_.find(std::string_view(told.id).substr(vector::kAlways.size()));
        if (found == records_.end()) continue;
        const Record& record = found->second;
        dialogue::Outcome& outcome = all.emplace_back();
        outcome.vector = &told;
        outcome.checks = {record.check};
        outcome.checks.back().invariant.clear();  // here it counts
        dialogue::conclude(outcome, {});
        outcome.whole = whole;
        outcome.transcript = record.transcript;
        outcome.seenIn = record.broken;
        std::sort(outcome.seenIn.begin(), outcome.seenIn.end(), inOrder);
        if (outcome.seenIn.empty()) {
            outcome.seenIn = {record.from};
            continue;
        }
        for (const vector::Vector* vector : outcome.seenIn) outcome.why.seenIn.push_back(vector->id);
    }
    return all;
}

}  // namespace xmppconf::reports
