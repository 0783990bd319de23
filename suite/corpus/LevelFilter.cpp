#include "suite/corpus/LevelFilter.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "suite/corpus/Selection.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;

// A requirement of the vector, at the level or above, that no check came to.
const vector::Judges* unjudged(const dialogue::Outcome& outcome, const vector::Corpus& corpus,
                               vector::Level level) {
    std::set<std::string_view> judged;
    for (const judge::Check& check : outcome.checks)
        if (!check.seenOnly()) judged.insert(check.requirement);
    for (const vector::Judges& judges : outcome.vector->judges) {
        const auto found = corpus.requirements.find(judges.requirement);
        if (found == corpus.requirements.end() || !isAtLeast(found->second.level, level)) continue;
        if (!judged.contains(judges.requirement)) return &judges;
    }
    return nullptr;
}

}  // namespace

void judgeFromLevel(dialogue::Outcome& outcome, const vector::Corpus& corpus, vector::Level level) {
    const auto dropped = std::erase_if(
        outcome.checks, [&](const judge::Check& check) { return !isAtLeast(check.level, level); });
    const Verdict before = outcome.verdict;
    // Without a broken check among the dropped ones the verdict stands as it is.
    if (dropped == 0 || (before != Verdict::Fail && before != Verdict::Warn && before != Verdict::Info))
        return;
    Verdict worst = Verdict::Pass;
    const judge::Check* decisive = nullptr;
    for (const judge::Check& check : outcome.checks) {
        if (check.seenOnly() || judge::worse(check.verdict, worst) == worst) continue;
        worst = check.verdict;
        decisive = &check;
    }
    if (worst == before) return;
    if (const vector::Judges* missing = worst == Verdict::Pass ? unjudged(outcome, corpus, level) : nullptr) {
        outcome.verdict = Verdict::Blocked;
        outcome.reason = fmt::format("the conversation ended before {} could be judged: {}",
                                     missing->requirement, outcome.reason);
        return;
    }
    outcome.verdict = worst;
    outcome.reason = decisive ? fmt::format("{} ({}): {}", decisive->requirement,
                                            vector::nameOf(decisive->level), decisive->actual)
                              : std::string{};
}

}  // namespace xmppconf::suite
