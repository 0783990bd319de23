#include <gtest/gtest.h>

#include <utility>

#include "harness/dialogue/Conclusion.h"

namespace xmppconf::dialogue {
namespace {

using judge::Reason;
using judge::Verdict;
using vector::Level;
using Checks = std::vector<std::pair<std::string, Verdict>>;

class Conclusion : public testing::Test {
  protected:
    Conclusion() {
        const std::pair<std::string, Level> levels[] = {
            {"must", Level::Must}, {"should", Level::Should}, {"may", Level::May}};
        for (const auto& [id, level] : levels) {
            corpus_.requirements[id].id = id;
            corpus_.requirements[id].level = level;
            vector_.judges.push_back({id, id});
        }
    }

    Outcome outcome(const Checks& checks, ConversationEnd end = {}) const {
        Outcome outcome;
        outcome.vector = &vector_;
        for (const auto& [requirement, verdict] : checks) {
            judge::Check& check = outcome.checks.emplace_back();
            check.requirement = requirement;
            check.level = corpus_.requirements.at(requirement).level;
            check.verdict = verdict;
            check.expected = {"this"};
            check.actual = "that";
        }
        conclude(outcome, std::move(end));
        return outcome;
    }

    Outcome from(Level level, const Checks& checks, ConversationEnd end = {}) const {
        Outcome judged = outcome(checks, std::move(end));
        judgeFrom(level, corpus_, judged);
        return judged;
    }

    static std::string text(const Outcome& outcome) {
        return std::string(judge::nameOf(outcome.verdict)) + ": " + outcome.reason();
    }

    static ConversationEnd ended(ConversationEnd::How how) {
        return {.how = how, .why = judge::said("it ended")};
    }

    vector::Corpus corpus_;
    vector::Vector vector_;
};

TEST_F(Conclusion, whatWasMetBesideAFaultOfTheServersOwnIsBlocked) {
    Outcome judged = outcome({{"must", Verdict::Pass}});
    distrust(judged);
    EXPECT_EQ(
        text(judged),
        "blocked: beside other conversations the server spoke of a fault of its own, and no other attempt "
        "came to a verdict");
}

TEST_F(Conclusion, theWorstCheckDecides) {
    EXPECT_EQ(text(outcome({{"must", Verdict::Pass}})), "pass: ");
    EXPECT_EQ(text(outcome({{"may", Verdict::Info}, {"should", Verdict::Warn}, {"must", Verdict::Pass}})),
              "warn: should (SHOULD): expected this; that");
}

TEST_F(Conclusion, whatIsBrokenComesBeforeHowItEnded) {
    const ConversationEnd blocked = ended(ConversationEnd::How::Blocked);
    EXPECT_EQ(text(outcome({{"must", Verdict::Fail}}, blocked)),
              "fail: must (MUST): expected this; that. Then it could not go on: it ended");
    EXPECT_EQ(text(outcome({{"must", Verdict::Fail}}, ended(ConversationEnd::How::Skipped))),
              "fail: must (MUST): expected this; that");
    EXPECT_EQ(text(outcome({{"may", Verdict::Info}}, blocked)), "blocked: it ended");
    EXPECT_EQ(text(outcome({{"must", Verdict::Pass}}, ended(ConversationEnd::How::Skipped))),
              "skip: it ended");
    EXPECT_EQ(text(outcome({{"must", Verdict::Fail}}, ended(ConversationEnd::How::Error))),
              "error: it ended");
}

TEST_F(Conclusion, withoutACheckOfItsOwnItIsBlocked) {
    EXPECT_EQ(text(outcome({})), "blocked: the branch that the conversation took contains no check");
    Outcome seen;
    seen.checks.emplace_back().invariant = "rule";
    seen.checks.back().verdict = Verdict::Fail;
    conclude(seen, {});
    EXPECT_EQ(seen.verdict, Verdict::Blocked) << "rules over all traffic are judged for the run";
}

TEST_F(Conclusion, aStrangerMayHaveBrokenWhatIsBroken) {
    Outcome broken = outcome({{"must", Verdict::Fail}});
    suspectStranger(broken, "a@b/c");
    EXPECT_EQ(text(broken),
              "blocked: somebody else is logged in on the account, as a@b/c. Beside that it came to: "
              "must (MUST): expected this; that");
    EXPECT_EQ(broken.blockedBy.kind, Obstacle::Kind::Stranger);
    Outcome met = outcome({{"must", Verdict::Pass}});
    suspectStranger(met, "a@b/c");
    EXPECT_EQ(met.verdict, Verdict::Pass);
}

TEST_F(Conclusion, fromALevelOnItIsTheVerdictWithoutTheDropped) {
    const Outcome all = from(Level::May, {{"must", Verdict::Pass}, {"may", Verdict::Info}});
    EXPECT_EQ(all.verdict, Verdict::Info);
    EXPECT_EQ(all.checks.size(), 2U);
    const Outcome met = from(Level::Must, {{"must", Verdict::Pass}, {"should", Verdict::Warn}});
    EXPECT_EQ(text(met), "pass: ");
    EXPECT_EQ(met.checks.size(), 1U);
    EXPECT_EQ(text(from(Level::Should, {{"should", Verdict::Warn}, {"may", Verdict::Info}})),
              "warn: should (SHOULD): expected this; that");
}

TEST_F(Conclusion, whatTheDroppedKeptFromBeingJudgedNeverPasses) {
    EXPECT_EQ(text(from(Level::Must, {{"should", Verdict::Warn}})),
              "blocked: the conversation ended before must could be judged: "
              "should (SHOULD): expected this; that");
}

TEST_F(Conclusion, theLevelLeavesAloneWhatSaysNothingAboutTheTarget) {
    for (const ConversationEnd::How how :
         {ConversationEnd::How::Blocked, ConversationEnd::How::Skipped, ConversationEnd::How::Error}) {
        const Outcome other = from(Level::Must, {{"may", Verdict::Pass}}, ended(how));
        EXPECT_EQ(other.reason(), "it ended");
        EXPECT_TRUE(other.checks.empty());
    }
}

TEST_F(Conclusion, whoHurtTheServerFailsForIt) {
    Outcome met = outcome({{"must", Verdict::Pass}});
    blameForNoLogin(met, "refused");
    EXPECT_EQ(text(met), "fail: the server no longer accepts a login after this vector: refused");
    EXPECT_TRUE(met.hurt);
    Outcome blocked = outcome({}, ended(ConversationEnd::How::Blocked));
    blameForNoLogin(blocked, "refused");
    EXPECT_EQ(text(blocked),
              "fail: the server no longer accepts a login after this vector: refused (the vector itself: it "
              "ended)");
    blameForNoAnswer(met, "reset");
    EXPECT_EQ(text(met), "fail: the server stopped answering during this vector: reset");
}

TEST_F(Conclusion, whatIsToldElsewhereIsBlockedByIt) {
    for (const bool before : {false, true}) {
        Outcome broken = outcome({{"must", Verdict::Fail}});
        explainBy("owed", before, broken);
        EXPECT_EQ(broken.verdict, Verdict::Blocked);
        EXPECT_EQ(broken.blockedBy.id, "owed");
        EXPECT_EQ(broken.why.kind, before ? Reason::Kind::BrokenBefore : Reason::Kind::BrokenEverywhere);
        EXPECT_EQ(broken.why.beside.at(0).requirement, "must");
    }
}

TEST_F(Conclusion, whatWasNotCarriedOutIsSkippedOrBlocked) {
    EXPECT_EQ(text(leftOut(vector_, judge::said("no port"))), "skip: no port");
    EXPECT_EQ(leftOut(vector_, judge::said("no port")).skippedFor, SkippedFor::Run);
    EXPECT_EQ(text(leftOut(vector_, judge::said("refused"), {Obstacle::Kind::Account, "a@b"})),
              "blocked: refused");
    EXPECT_EQ(text(ownError(vector_, "out of memory")), "error: an error of xmppconf itself: out of memory");
}

}  // namespace
}  // namespace xmppconf::dialogue
