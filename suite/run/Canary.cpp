#include "suite/run/Canary.h"

#include <utility>

#include "suite/run/Demand.h"
#include "suite/run/Health.h"

namespace xmppconf::suite {
namespace {

constexpr octets::Duration kBetweenTries = std::chrono::milliseconds(200);
constexpr octets::Duration kSilence = std::chrono::seconds(2);
// Beyond the numbers of the vectors' attempts and of the checks of health.
constexpr int kFirstAttempt = 1'000'000;

}  // namespace

Canary::Canary(const vector::Corpus& corpus, AccountPool& pool, const octets::Clock& clock,
               const Pause& pause, const Converse& converse)
    : corpus_(corpus),
      pool_(pool),
      clock_(clock),
      pause_(pause),
      converse_(converse),
      attempt_(kFirstAttempt) {}

void Canary::climb(std::span<const std::string_view> ids) {
    for (const std::string_view id : ids) {
        const vector::Vector* vector = evidence_ ? nullptr : corpus_.vector(id);
        if (!vector || pool_.impossible(demandOf(*vector))) continue;
        auto outcome = ask(*vector);
        outcomes_.push_back(outcome);
        if (!serves(outcome)) {
            reason_ = whatWentWrong(outcome);
            evidence_ = std::move(outcome);
            return;
        }
        login_ = vector;
        if (vector->roles.empty()) greeting_ = vector;
    }
}

dialogue::Outcome Canary::ask(const vector::Vector& vector) {
    const Demand demand = demandOf(vector);
    auto outcome = once(vector, demand);
    if (serves(outcome) || outcome.duration >= kSilence || !pause_(kBetweenTries)) return outcome;
    return once(vector, demand);
}

// Nothing else runs, so that what the pool has is free as soon as it has rested.
dialogue::Outcome Canary::once(const vector::Vector& vector, const Demand& demand) {
    const auto borrowed = pool_.borrow(demand, clock_.now() + std::chrono::seconds(1));
    const Roles& roles = std::get<Roles>(borrowed);
    auto outcome = converse_(vector, roles, attempt_++);
    pool_.giveBack(demand, roles, clock_.now());
    return outcome;
}

}  // namespace xmppconf::suite
