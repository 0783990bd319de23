#include "reports/model/VectorTally.h"

#include <numeric>

namespace xmppconf::reports {

namespace {

std::size_t index(vector::Step step) { return static_cast<std::size_t>(step); }
std::size_t index(judge::Verdict verdict) { return static_cast<std::size_t>(verdict); }

}  // namespace

void VectorTally::add(vector::Step step, judge::Verdict verdict) {
    ++counts_.at(index(step)).at(index(verdict));
}

std::size_t VectorTally::of(judge::Verdict verdict) const {
    std::size_t sum = 0;
    for (const Counts& counts : counts_) sum += counts.at(index(verdict));
    return sum;
}

std::size_t VectorTally::of(vector::Step step, judge::Verdict verdict) const {
    return counts_.at(index(step)).at(index(verdict));
}

std::size_t VectorTally::total() const {
    std::size_t sum = 0;
    for (int step = 0; step < vector::kSteps; ++step) sum += total(static_cast<vector::Step>(step));
    return sum;
}

std::size_t VectorTally::run() const { return total() - total(vector::Step::Always); }

std::size_t VectorTally::total(vector::Step step) const {
    const Counts& counts = counts_.at(index(step));
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

judge::Verdict VectorTally::worst(vector::Step step) const {
    auto result = judge::Verdict::Skip;
    for (int verdict = 0; verdict < judge::kVerdicts; ++verdict) {
        const auto candidate = static_cast<judge::Verdict>(verdict);
        if (of(step, candidate) > 0) result = judge::worse(result, candidate);
    }
    return result;
}

}  // namespace xmppconf::reports
