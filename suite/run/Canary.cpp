#include "suite/run/Canary.h"

#include <utility>

#include "suite/corpus/Selection.h"
#include "suite/run/Demand.h"
#include "suite/run/Health.h"

namespace xmppconf::suite {
namespace {

constexpr octets::Duration kBetweenTries = std::chrono::milliseconds(200);
// The vectors' own numbers begin at 1, and so do those of the checks of health.
constexpr int kFirstAttempt = 1'000'000;

class Search {
  public:
    Search(AccountPool& pool, const octets::Clock& clock, const Pause& pause, const Converse& converse)
        : pool_(pool), clock_(clock), pause_(pause), converse_(converse) {}

    dialogue::Outcome ask(const vector::Vector& vector) {
        auto outcome = once(vector);
        if (serves(outcome) || !pause_(kBetweenTries)) return outcome;
        return once(vector);
    }

  private:
    dialogue::Outcome once(const vector::Vector& vector) {
        const Demand demand = demandOf(vector);
        const auto borrowed = pool_.borrow(demand, clock_.now() + std::chrono::seconds(1));
        const Roles& roles = std::get<Roles>(borrowed);
        auto outcome = converse_(vector, roles, attempt_++);
        pool_.giveBack(demand, roles, clock_.now());
        return outcome;
    }

    AccountPool& pool_;
    const octets::Clock& clock_;
    const Pause& pause_;
    const Converse& converse_;
    int attempt_ = kFirstAttempt;
};

}  // namespace

std::optional<Canary> findCanary(const vector::Corpus& corpus, AccountPool& pool, const octets::Clock& clock,
                                 const Pause& pause, const Converse& converse) {
    Search search(pool, clock, pause, converse);
    Canary canary;
    const vector::Vector* last = nullptr;
    for (const std::string_view id : kCanaryIds) {
        const vector::Vector* vector = corpus.vector(id);
        if (!vector) continue;
        if (!vector->roles.empty() && (canary.login || pool.impossible(demandOf(*vector)))) continue;
        last = vector;
        auto outcome = search.ask(*vector);
        const bool works = serves(outcome);
        canary.outcomes.push_back(outcome);
        if (works) {
            if (!canary.login) canary.login = vector;
            if (vector->roles.empty()) canary.greeting = vector;
            if (canary.greeting) return canary;
        } else if (!canary.login && !canary.evidence) {
            canary.reason = whatWentWrong(outcome);
            canary.evidence = std::move(outcome);
        }
    }
    if (!last) return {};
    if (!canary.login) canary.login = last;
    if (!canary.greeting) canary.greeting = last;
    return canary;
}

}  // namespace xmppconf::suite
