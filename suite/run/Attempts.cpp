#include "suite/run/Attempts.h"

#include <algorithm>
#include <utility>

namespace xmppconf::suite {
namespace {

using dialogue::Mark;
using dialogue::Obstacle;
using dialogue::Outcome;
using judge::Verdict;

// To repeat what took its whole time costs as long again.
constexpr octets::Duration kQuick = std::chrono::seconds(2);
constexpr auto kMostBeside = 3;  // a server that fails in one of twenty conversations hardly does so thrice
constexpr auto kMostBlockedAlone = 2;  // set-up that failed twice with nothing beside it
constexpr auto kEnoughAlone = 2;       // passes that prove that only load was the matter
constexpr std::size_t kMost = 8;

bool isBroken(Verdict verdict) { return verdict == Verdict::Fail || verdict == Verdict::Warn; }
/// It shows something broken: what it asked for, or the rule over all traffic that blocks it.
bool showsBroken(const Outcome& outcome) {
    if (isBroken(outcome.verdict)) return true;
    return outcome.verdict == Verdict::Blocked &&
           std::any_of(outcome.checks.begin(), outcome.checks.end(), [&](const judge::Check& check) {
               return check.seenOnly() && isBroken(check.verdict) &&
                      check.requirement == outcome.blockedBy.id;
           });
}
bool isMet(const Outcome& outcome) {
    return outcome.verdict == Verdict::Pass || outcome.verdict == Verdict::Info;
}
bool isQuick(const Outcome& outcome) { return outcome.duration < kQuick; }
bool isAlone(const Outcome& outcome) { return outcome.alone; }

/// Nothing that another attempt could change.
bool isFinal(const Outcome& outcome) {
    using Kind = Obstacle::Kind;
    const Kind kind = outcome.blockedBy.kind;
    return outcome.givenUp || kind == Kind::Account || kind == Kind::Limit || kind == Kind::Stranger;
}

template <class... Tests>
auto count(const std::vector<Outcome>& all, Tests... tests) {
    return std::count_if(all.begin(), all.end(), [&](const Outcome& one) { return (tests(one) && ...); });
}

}  // namespace

void Attempts::add(Outcome outcome, bool alone) {
    outcome.attempt = next();
    outcome.alone = alone;
    all_.push_back(std::move(outcome));
}

bool Attempts::confirmed() const {
    const Outcome& outcome = last();
    if (!showsBroken(outcome) && !isMet(outcome)) return false;
    return std::any_of(all_.begin(), all_.end() - 1,
                       [&](const Outcome& other) { return other.verdict == outcome.verdict; });
}

Attempts::Next Attempts::then() const {
    const Outcome& outcome = last();
    if (all_.size() >= kMost || outcome.hurt || outcome.verdict == Verdict::Error) return Next::Done;
    if (showsBroken(outcome)) return afterFailure();
    if (!isMet(outcome)) return afterInconclusive();
    if (count(all_, showsBroken) == 0 || count(all_, showsBroken, isAlone) > 0) return Next::Done;
    return count(all_, isMet, isAlone) >= kEnoughAlone ? Next::Done : Next::Alone;
}

Attempts::Next Attempts::afterFailure() const {
    if (last().alone) return Next::Done;
    if (count(all_, isMet) > 0) return Next::Alone;
    if (!isQuick(last())) return Next::Done;
    return count(all_, showsBroken) < 2 && all_.size() < kMostBeside ? Next::Beside : Next::Alone;
}

Attempts::Next Attempts::afterInconclusive() const {
    if (isFinal(last())) return Next::Done;
    if (last().verdict == Verdict::Skip) return count(all_, showsBroken) > 0 ? Next::Alone : Next::Done;
    if (!last().alone && isQuick(last()) && all_.size() < kMostBeside) return Next::Beside;
    const auto blockedAlone = std::count_if(all_.begin(), all_.end(), [](const Outcome& one) {
        return one.alone && one.verdict == Verdict::Blocked;
    });
    return blockedAlone < kMostBlockedAlone ? Next::Alone : Next::Done;
}

std::size_t Attempts::decisive(Mark& mark) const {
    std::size_t found = all_.size() - 1;
    const auto pick = [&](auto better) {
        bool any = false;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (better(all_[i], any ? &all_[found] : nullptr)) {
                found = i;
                any = true;
            }
        return any;
    };
    const auto worstBroken = [](const Outcome& one, const Outcome* so) {
        return showsBroken(one) && (!so || judge::worse(one.verdict, so->verdict) == one.verdict);
    };
    if (pick([](const Outcome& one, const Outcome*) { return one.hurt || one.verdict == Verdict::Error; }))
        return found;
    const bool broken = count(all_, showsBroken) > 0;
    const bool met = count(all_, isMet) > 0;
    const bool load = broken && met && count(all_, showsBroken, isAlone) == 0 &&
                      count(all_, isMet, isAlone) >= kEnoughAlone;
    if (broken && met && count(all_, showsBroken, isAlone) > 0) mark = Mark::Flaky;
    if (load) mark = Mark::Load;
    if (broken && !load) {
        pick(worstBroken);
    } else if (met) {
        pick([](const Outcome& one, const Outcome*) { return isMet(one); });
    }
    return found;
}

Outcome Attempts::concluded() && {
    Mark mark = Mark::None;
    const std::size_t index = decisive(mark);
    Outcome outcome = std::move(all_[index]);
    outcome.mark = mark;
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(index));
    outcome.earlier = std::move(all_);
    return outcome;
}

}  // namespace xmppconf::suite
