#include <gtest/gtest.h>

#include "SampleRun.h"
#include "reports/model/InvariantFindings.h"
#include "reports/model/RunRecord.h"

namespace xmppconf::reports {
namespace {

using judge::Verdict;

class InvariantFindingsTest : public testing::Test {
  protected:
    dialogue::Outcome outcome(std::size_t at, Verdict verdict, const std::string& actual = {}) {
        dialogue::Outcome outcome;
        outcome.vector = &run_.corpus.vectors.at(at);
        outcome.transcript = {{{}, "c", dialogue::TranscriptEntry::Kind::Received, actual, 0}};
        judge::Check check;
        check.requirement = "RFC6120/4.10/later";
        check.level = vector::Level::Should;
        check.verdict = verdict;
        check.invariant = "no-nonsense";
        check.expected = {"sense"};
        check.actual = actual;
        outcome.checks = {check};
        return outcome;
    }

    SampleRun run_;
    InvariantFindings invariants_{run_.corpus};
};

TEST_F(InvariantFindingsTest, NoOccasionNoFinding) {
    dialogue::Outcome other = outcome(0, Verdict::Warn);
    other.checks[0].invariant.clear();
    invariants_.add(other);
    EXPECT_TRUE(invariants_.outcomes(true).empty());
}

TEST_F(InvariantFindingsTest, OneFindingWithTheFirstInTheOrderOfTheCorpus) {
    invariants_.add(outcome(5, Verdict::Pass));
    invariants_.add(outcome(4, Verdict::Warn, "fourth"));
    invariants_.add(outcome(2, Verdict::Warn, "second"));
    invariants_.add(outcome(0, Verdict::Pass));
    invariants_.add(outcome(3, Verdict::Warn, "third"));
    invariants_.add(outcome(1, Verdict::Warn, "first"));
    const auto told = invariants_.outcomes(true);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].vector->id, "always/no-nonsense");
    EXPECT_EQ(told[0].verdict, Verdict::Warn);
    EXPECT_EQ(told[0].reason(),
              "RFC6120/4.10/later (SHOULD): expected sense; first; seen in 4 vectors: "
              "stream/header/wrong-namespace, stream/error/condition, stream/error/text and 1 more");
    EXPECT_EQ(told[0].transcript.at(0).octets, "first");
    EXPECT_FALSE(told[0].checks.at(0).seenOnly()) << "here it counts";
    EXPECT_EQ(told[0].seenIn.size(), 4u);
    EXPECT_TRUE(told[0].whole);
}

TEST_F(InvariantFindingsTest, AnEarlierAttemptCountsToo) {
    dialogue::Outcome last = outcome(1, Verdict::Pass);
    last.earlier = {outcome(1, Verdict::Warn, "once")};
    invariants_.add(last);
    const auto told = invariants_.outcomes(false);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].verdict, Verdict::Warn);
    EXPECT_EQ(told[0].checks[0].actual, "once");
    EXPECT_FALSE(told[0].whole);
}

TEST_F(InvariantFindingsTest, WhatHangsOnLoadCountsOnlyInTheAttemptThatCounts) {
    dialogue::Outcome last = outcome(1, Verdict::Pass);
    last.earlier = {outcome(1, Verdict::Warn, "once")};
    last.earlier[0].checks[0].mayBeLoad = true;
    invariants_.add(last);
    EXPECT_EQ(invariants_.outcomes(true).at(0).verdict, Verdict::Pass);
    last = outcome(2, Verdict::Warn, "at last");
    last.checks[0].mayBeLoad = true;
    invariants_.add(last);
    EXPECT_EQ(invariants_.outcomes(true).at(0).verdict, Verdict::Warn);
}

TEST_F(InvariantFindingsTest, MetThroughoutItPassesAndCanBeRepeated) {
    invariants_.add(outcome(3, Verdict::Pass));
    invariants_.add(outcome(1, Verdict::Pass));
    const auto told = invariants_.outcomes(true);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].verdict, Verdict::Pass);
    EXPECT_EQ(told[0].reason(), "");
    EXPECT_TRUE(told[0].transcript.empty());
    RunRecord record(run_.info);
    EXPECT_TRUE(record.repeat(told[0]).ends_with("--select stream/header/wrong-namespace"));
}

}  // namespace
}  // namespace xmppconf::reports
