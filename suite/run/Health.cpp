#include "suite/run/Health.h"

#include <utility>

#include "harness/dialogue/Conclusion.h"
#include "suite/run/Demand.h"

namespace xmppconf::suite {
namespace {

constexpr octets::Duration kBetweenAttempts = std::chrono::milliseconds(200);
constexpr int kMostUnserved = 2;
// A server that falls over under many conversations at once is there still, but not for good.
constexpr int kMostFaltered = 5;
constexpr octets::Duration kBetweenRecoveries = std::chrono::milliseconds(500);
// Some servers refuse who comes within a millisecond of another one's leaving; nothing announces that they
// are done.
constexpr octets::Duration kSettling = std::chrono::milliseconds(5);

}  // namespace

bool serves(const dialogue::Outcome& outcome) {
    bool met = false;
    for (const judge::Check& check : outcome.checks) {
        if (!check.invariant.empty()) continue;
        if (check.verdict != judge::Verdict::Pass) return false;
        met = true;
    }
    return met;
}

std::string whatWentWrong(const dialogue::Outcome& outcome) {
    using Came = judge::Came::Kind;
    const Came came = outcome.why.came;
    if (came == Came::Ended || came == Came::NoConnection) return outcome.why.actual;
    return outcome.why.empty() ? std::string(judge::nameOf(outcome.verdict)) : outcome.reason();
}

Health::Health(const vector::Vector& greeting, const vector::Vector& login, AccountPool& pool,
               const octets::Clock& clock, Pause pause)
    : greeting_(greeting), login_(login), pool_(pool), clock_(clock), pause_(std::move(pause)) {}

template <class Attempt>
std::string Health::whyNot(Attempt attempt, int mostFaltered) const {
    int unserved = 0;
    int faltered = 0;
    while (true) {
        const dialogue::Outcome outcome = attempt();
        if (serves(outcome)) return {};
        ++(outcome.faltered ? faltered : unserved);
        if (unserved == kMostUnserved || faltered == mostFaltered) return whatWentWrong(outcome);
        if (!pause_(kBetweenAttempts)) return {};
    }
}

std::string Health::noGreeting(Converse& converse) const {
    return whyNot([&] { return converse(greeting_, {}, ++conversations_); }, kMostFaltered);
}

std::optional<Roles> Health::borrow(const Demand& demand) {
    if (!pause_(kSettling)) return {};
    for (;;) {
        const auto now = clock_.now();
        auto borrowed = pool_.borrow(demand, now);
        if (auto* roles = std::get_if<Roles>(&borrowed)) return std::move(*roles);
        const auto ready = std::get<AccountPool::Later>(borrowed).ready;
        if (!ready || !pause_(*ready - now)) return {};
    }
}

dialogue::Outcome Health::login(Converse& converse) {
    const Demand demand = demandOf(login_);
    const auto roles = borrow(demand);
    if (!roles) return dialogue::leftOut(login_, {.kind = judge::Reason::Kind::Interrupted});
    auto outcome = converse(login_, *roles, ++conversations_);
    pool_.giveBack(demand, *roles, clock_.now());
    return outcome;
}

std::string Health::noLogin(Converse& converse) {
    return whyNot([&] { return login(converse); }, kMostUnserved);
}

bool Health::recovers(Converse& converse, octets::Duration within) {
    const auto deadline = clock_.now() + within;
    do {
        if (!pause_(kBetweenRecoveries)) return false;
        if (serves(login(converse))) return true;
    } while (clock_.now() < deadline);
    return false;
}

}  // namespace xmppconf::suite
