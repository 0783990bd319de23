#include <gtest/gtest.h>

#include "suite/corpus/LevelFilter.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;
using vector::Level;

class LevelFilter : public testing::Test {
  protected:
    LevelFilter() {
        corpus_.requirement("A/1/must", Level::Must)
            .requirement("A/1/should", Level::Should)
            .requirement("A/1/may", Level::May);
        vector_ = &corpus_.vector("stream/x", {"A/1/must", "A/1/should", "A/1/may"});
    }

    dialogue::Outcome outcome(Verdict verdict, const std::vector<std::pair<std::string, Verdict>>& checks) {
        dialogue::Outcome result;
        result.vector = vector_;
        result.verdict = verdict;
        result.reason = verdict == Verdict::Pass ? "" : "why";
        for (const auto& [requirement, one] : checks) {
            judge::Check check;
            check.requirement = requirement;
            check.level = corpus_.corpus.requirements.at(requirement).level;
            check.verdict = one;
            check.actual = "came " + requirement;
            result.checks.push_back(check);
        }
        return result;
    }

    test::SmallCorpus corpus_;
    const vector::Vector* vector_ = nullptr;
};

TEST_F(LevelFilter, keepsEverythingAtTheLowestLevel) {
    auto all = outcome(Verdict::Info, {{"A/1/must", Verdict::Pass}, {"A/1/may", Verdict::Info}});
    judgeFromLevel(all, corpus_.corpus, Level::May);
    EXPECT_EQ(all.verdict, Verdict::Info);
    EXPECT_EQ(all.checks.size(), 2U);
    EXPECT_EQ(all.reason, "why");
}

TEST_F(LevelFilter, comesToTheVerdictWithoutTheDropped) {
    auto warned = outcome(Verdict::Warn, {{"A/1/must", Verdict::Pass}, {"A/1/should", Verdict::Warn}});
    judgeFromLevel(warned, corpus_.corpus, Level::Must);
    EXPECT_EQ(warned.verdict, Verdict::Pass);
    EXPECT_EQ(warned.reason, "");
    EXPECT_EQ(warned.checks.size(), 1U);
}

TEST_F(LevelFilter, neverPassesWhatTheDroppedKeptFromBeingJudged) {
    auto ended = outcome(Verdict::Warn, {{"A/1/should", Verdict::Warn}});
    judgeFromLevel(ended, corpus_.corpus, Level::Must);
    EXPECT_EQ(ended.verdict, Verdict::Blocked);
    EXPECT_EQ(ended.reason, "the conversation ended before A/1/must could be judged: why");
}

TEST_F(LevelFilter, keepsTheWorstThatRemainsAndSaysWhy) {
    auto mixed = outcome(Verdict::Warn, {{"A/1/should", Verdict::Warn}, {"A/1/may", Verdict::Info}});
    judgeFromLevel(mixed, corpus_.corpus, Level::Should);
    EXPECT_EQ(mixed.verdict, Verdict::Warn);
    EXPECT_EQ(mixed.reason, "why");
    auto failed = outcome(Verdict::Fail, {{"A/1/must", Verdict::Fail}, {"A/1/should", Verdict::Warn}});
    judgeFromLevel(failed, corpus_.corpus, Level::Must);
    EXPECT_EQ(failed.verdict, Verdict::Fail);
    EXPECT_EQ(failed.checks.size(), 1U);
}

TEST_F(LevelFilter, leavesWhatIsNotAboutTheTargetAlone) {
    for (const Verdict verdict : {Verdict::Blocked, Verdict::Skip, Verdict::Error}) {
        auto other = outcome(verdict, {{"A/1/may", Verdict::Pass}});
        judgeFromLevel(other, corpus_.corpus, Level::Must);
        EXPECT_EQ(other.verdict, verdict);
        EXPECT_EQ(other.reason, "why");
    }
}

}  // namespace
}  // namespace xmppconf::suite
