#include "harness/dialogue/Conclusion.h"

#include <algorithm>
#include <set>
#include <utility>

namespace xmppconf::dialogue {

namespace {

using judge::Check;
using judge::Reason;
using judge::Verdict;

void set(Outcome& outcome, Verdict verdict, Reason why) {
    outcome.verdict = verdict;
    outcome.why = std::move(why);
}

/// The present reason of an outcome whose verdict becomes another one.
std::vector<Reason> taken(Outcome& outcome) {
    Reason why = std::exchange(outcome.why, {});
    if (why.empty()) return {};
    return {std::move(why)};
}

void block(Outcome& outcome, Obstacle by, Reason why) {
    why.beside = taken(outcome);
    outcome.blockedBy = std::move(by);
    set(outcome, Verdict::Blocked, std::move(why));
}

void judgeByChecks(Outcome& outcome) {
    const judge::Decision decision = judge::decisionOf(outcome.checks);
    set(outcome, decision.verdict, decision.check ? judge::broken(*decision.check) : Reason());
}

bool isDecided(const Outcome& outcome) {
    return outcome.verdict == Verdict::Fail || outcome.verdict == Verdict::Warn;
}

/// A requirement that the vector asks for, of the level or above, and no check came to.
const std::string* unjudged(const Outcome& outcome, const vector::Corpus& corpus, vector::Level level) {
    std::set<std::string_view> judged;
    for (const Check& check : outcome.checks)
        if (!check.seenOnly()) judged.insert(check.requirement);
    for (const vector::Judges& judges : outcome.vector->judges) {
        const auto found = corpus.requirements.find(judges.requirement);
        if (found == corpus.requirements.end() || !isAtLeast(found->second.level, level)) continue;
        if (!judged.contains(judges.requirement)) return &judges.requirement;
    }
    return nullptr;
}

}  // namespace

Outcome leftOut(const vector::Vector& vector, Reason why, Obstacle obstacle, bool gap) {
    Outcome outcome;
    outcome.vector = &vector;
    const bool blocked = obstacle.kind != Obstacle::Kind::None;
    set(outcome, blocked ? Verdict::Blocked : Verdict::Skip, std::move(why));
    outcome.blockedBy = std::move(obstacle);
    outcome.skippedFor = SkippedFor::Run;
    outcome.gap = gap;
    return outcome;
}

Outcome ownError(const vector::Vector& vector, std::string_view what) {
    Outcome outcome;
    outcome.vector = &vector;
    set(outcome, Verdict::Error, {.kind = Reason::Kind::OwnError, .actual = std::string(what)});
    return outcome;
}

void conclude(Outcome& outcome, ConversationEnd end) {
    judgeByChecks(outcome);
    const bool judged = std::any_of(outcome.checks.begin(), outcome.checks.end(), judge::isOwn);
    if (end.how == ConversationEnd::How::Error) {
        set(outcome, Verdict::Error, std::move(end.why));
    } else if (isDecided(outcome)) {
        if (end.how == ConversationEnd::How::Blocked) outcome.why.beside = {std::move(end.why)};
    } else if (end.how == ConversationEnd::How::Skipped) {
        set(outcome, Verdict::Skip, std::move(end.why));
        outcome.skippedFor = end.skippedFor;
    } else if (end.how == ConversationEnd::How::Blocked) {
        set(outcome, Verdict::Blocked, std::move(end.why));
        outcome.blockedBy = std::move(end.obstacle);
        outcome.givenUp = end.givenUp;
    } else if (!judged) {
        set(outcome, Verdict::Blocked, {.kind = Reason::Kind::NoCheck});
    }
}

void suspectStranger(Outcome& outcome, const std::string& jid) {
    if (isDecided(outcome))
        block(outcome, {Obstacle::Kind::Stranger, jid}, {.kind = Reason::Kind::Stranger, .actual = jid});
}

void judgeFrom(vector::Level level, const vector::Corpus& corpus, Outcome& outcome) {
    const auto dropped =
        std::erase_if(outcome.checks, [&](const Check& check) { return !isAtLeast(check.level, level); });
    // Without a broken check among the dropped ones the verdict stands as it is.
    if (dropped == 0 || (!isDecided(outcome) && outcome.verdict != Verdict::Info)) return;
    if (judge::decisionOf(outcome.checks).verdict == outcome.verdict) return;
    Reason before = std::exchange(outcome.why, {});
    judgeByChecks(outcome);
    if (outcome.verdict != Verdict::Pass) return;
    if (const std::string* missing = unjudged(outcome, corpus, level)) {
        outcome.why = std::move(before);
        block(outcome, {}, {.kind = Reason::Kind::EndedBefore, .requirement = *missing});
    }
}

void distrust(Outcome& outcome) { block(outcome, {}, {.kind = Reason::Kind::Faltered}); }

void blameForNoLogin(Outcome& outcome, std::string why) {
    Reason reason{.kind = Reason::Kind::NoLoginAfterwards, .actual = std::move(why)};
    reason.beside = taken(outcome);
    set(outcome, Verdict::Fail, std::move(reason));
    outcome.hurt = true;
}

void blameForNoAnswer(Outcome& outcome, std::string why) {
    set(outcome, Verdict::Fail, {.kind = Reason::Kind::NoAnswerMeanwhile, .actual = std::move(why)});
    outcome.hurt = true;
}

void explainBy(const std::string& requirement, bool before, Outcome& outcome) {
    block(outcome, {Obstacle::Kind::Requirement, requirement},
          {.kind = before ? Reason::Kind::BrokenBefore : Reason::Kind::BrokenEverywhere,
           .requirement = requirement});
}

}  // namespace xmppconf::dialogue
