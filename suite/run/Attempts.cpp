#include "suite/run/Attempts.h"

#include <algorithm>
#include <utility>

#include "harness/dialogue/Conclusion.h"

namespace xmppconf::suite {
namespace {

using dialogue::Mark;
using dialogue::Obstacle;
using dialogue::Outcome;
using judge::Verdict;

// To repeat what took its whole time costs as long again.
constexpr octets::Duration kQuick = std::chrono::seconds(2);
// So does what failed by the silence of a second, which vectors wait behind a fence.
constexpr octets::Duration kNotAwaited = std::chrono::milliseconds(900);
// What vectors themselves allow for an answer, load of ours may outlast: worth one look alone.
constexpr octets::Duration kShort = std::chrono::seconds(4);
constexpr std::size_t kMostBeside = 3;  // what fails once in twenty conversations hardly does so thrice
constexpr std::size_t kMostShaken = 2;  // some servers call each mistake of the client a fault of their own
constexpr auto kMostBlockedAlone = 2;   // set-up that failed twice with nothing beside it
constexpr auto kEnoughAlone = 2;        // passes that prove that only load was the matter
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
bool isShort(const Outcome& outcome) { return outcome.duration < kShort; }
bool isAlone(const Outcome& outcome) { return outcome.alone; }
/// Many conversations at once may have been too much for the server: what it would say else is not known.
bool isShaken(const Outcome& outcome) { return outcome.faltered && !outcome.alone; }

/// Nothing that another attempt could change.
bool isFinal(const Outcome& outcome) {
    using Kind = Obstacle::Kind;
    const Kind kind = outcome.blockedBy.kind;
    return outcome.givenUp || kind == Kind::Account || kind == Kind::Limit || kind == Kind::Stranger;
}

/// How much broken it shows: what a load of ours made worse must not hide what is broken without it.
int severity(const Outcome& outcome) {
    if (!showsBroken(outcome)) return 0;
    return outcome.verdict == Verdict::Fail ? 3 : outcome.verdict == Verdict::Warn ? 2 : 1;
}
bool isSoundlyMet(const Outcome& outcome) { return isMet(outcome) && !isShaken(outcome); }
bool isConclusive(const Outcome& outcome) { return showsBroken(outcome) || isSoundlyMet(outcome); }

int worstOf(const std::vector<Outcome>& all) {
    int worst = 0;
    for (const Outcome& one : all) worst = std::max(worst, severity(one));
    return worst;
}

template <class... Tests>
auto count(const std::vector<Outcome>& all, Tests... tests) {
    return std::count_if(all.begin(), all.end(), [&](const Outcome& one) { return (tests(one) && ...); });
}

/// The attempt came to ask for what the other broke, and did not find it broken so much.
bool refutes(const Outcome& attempt, const Outcome& worse) {
    if (isMet(attempt)) return true;
    return std::all_of(worse.checks.begin(), worse.checks.end(), [&](const judge::Check& broken) {
        if (broken.verdict != worse.verdict || broken.seenOnly()) return true;
        if (broken.toldOfLoad && isShaken(worse)) return true;
        return std::any_of(attempt.checks.begin(), attempt.checks.end(), [&](const judge::Check& check) {
            return check.requirement == broken.requirement && !isBroken(check.verdict);
        });
    });
}

/// So much broken was seen beside other conversations only, and twice alone it was not.
bool metByLoad(const std::vector<Outcome>& all, int severityOfIt) {
    const auto shows = [&](const Outcome& one) { return severity(one) == severityOfIt; };
    const auto isBetter = [&](const Outcome& one) {
        return isConclusive(one) && severity(one) < severityOfIt &&
               std::all_of(all.begin(), all.end(),
                           [&](const Outcome& other) { return !shows(other) || refutes(one, other); });
    };
    return count(all, shows, isAlone) == 0 && count(all, isBetter, isAlone) >= kEnoughAlone;
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
    if (!isConclusive(outcome)) return afterInconclusive();
    const int worst = worstOf(all_);
    if (severity(outcome) == worst && worst > 0) return afterWorst();
    const auto isWorst = [&](const Outcome& one) { return severity(one) == worst; };
    if (worst == 0 || count(all_, isWorst, isAlone) > 0) return Next::Done;
    const bool enough = count(all_, isConclusive, isAlone) >= kEnoughAlone;
    return enough || metByLoad(all_, worst) ? Next::Done : Next::Alone;
}

Attempts::Next Attempts::afterWorst() const {
    if (last().alone) return Next::Done;
    const auto isBetter = [&](const Outcome& one) {
        return isConclusive(one) && severity(one) < severity(last());
    };
    if (count(all_, isBetter) > 0) return Next::Alone;
    if (last().duration >= kNotAwaited) return isShort(last()) ? Next::Alone : Next::Done;
    return count(all_, showsBroken) < 2 && all_.size() < kMostBeside ? Next::Beside : Next::Alone;
}

Attempts::Next Attempts::afterInconclusive() const {
    if (isFinal(last())) return Next::Done;
    if (last().verdict == Verdict::Skip && !isShaken(last()))
        return count(all_, showsBroken) > 0 ? Next::Alone : Next::Done;
    const std::size_t most = isShaken(last()) ? kMostShaken : kMostBeside;
    if (!last().alone && isQuick(last()) && all_.size() < most) return Next::Beside;
    const auto blockedAlone = std::count_if(all_.begin(), all_.end(), [](const Outcome& one) {
        return one.alone && one.verdict == Verdict::Blocked;
    });
    return blockedAlone < kMostBlockedAlone ? Next::Alone : Next::Done;
}

std::size_t Attempts::decisive(Mark& mark) const {
    // the last of them says what a developer meets when he asks again
    const auto last = [&](auto is) {
        const auto found = std::find_if(all_.rbegin(), all_.rend(), is);
        return found == all_.rend() ? all_.size() - 1 : static_cast<std::size_t>(all_.rend() - found) - 1;
    };
    const auto ends = [](const Outcome& one) { return one.hurt || one.verdict == Verdict::Error; };
    if (count(all_, ends) > 0) return last(ends);
    int worst = worstOf(all_);
    while (worst > 0 && metByLoad(all_, worst)) {
        mark = Mark::Load;
        int next = 0;
        for (const Outcome& one : all_)
            if (severity(one) < worst) next = std::max(next, severity(one));
        worst = next;
    }
    if (worst == 0 && count(all_, isSoundlyMet) > 0) return last(isSoundlyMet);
    if (worst == 0) return last([](const Outcome& one) { return !isShaken(one); });
    const auto isBroken = [&](const Outcome& one) { return severity(one) > 0 && severity(one) <= worst; };
    if (count(all_, isSoundlyMet) > 0 && count(all_, isBroken, isAlone) > 0) mark = Mark::Flaky;
    return last([&](const Outcome& one) { return severity(one) == worst; });
}

Outcome Attempts::concluded() && {
    Mark mark = Mark::None;
    const std::size_t index = decisive(mark);
    Outcome outcome = std::move(all_[index]);
    outcome.mark = mark;
    if (isShaken(outcome) && (isMet(outcome) || outcome.verdict == Verdict::Skip))
        dialogue::distrust(outcome);
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(index));
    outcome.earlier = std::move(all_);
    return outcome;
}

}  // namespace xmppconf::suite
