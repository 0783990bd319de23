#include <gtest/gtest.h>

#include "suite/options/BaselineFile.h"
#include "suite/run/BaselineWatch.h"
#include "suite/run/Findings.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using dialogue::Outcome;
using judge::Verdict;
using reports::AcceptedDeviation;
using reports::EntryState;
using reports::FailOn;
using vector::Level;

/// A corpus of two vectors with a MUST and a SHOULD each, an invariant, and runs over it.
class BaselineWatchTest : public testing::Test {
  protected:
    BaselineWatchTest() {
        corpus_.requirement("A/1/must", Level::Must).requirement("A/1/should", Level::Should);
        corpus_.requirement("A/9/always", Level::Must);
        corpus_.vector("sasl/one", {"A/1/must", "A/1/should"});
        corpus_.vector("sasl/two", {"A/1/must", "A/1/should"});
        vector::Invariant invariant;
        invariant.id = "always";
        invariant.requirement = "A/9/always";
        corpus_.corpus.invariants.push_back(invariant);
        corpus_.corpus.always.push_back(toldVector(invariant, nullptr));
    }

    struct Judged {
        std::string requirement;
        Verdict verdict;
    };

    Outcome outcome(const std::string& id, const std::vector<Judged>& judged, bool whole = true) const {
        Outcome outcome;
        outcome.vector = corpus_.corpus.vector(id);
        outcome.verdict = Verdict::Pass;
        outcome.whole = whole;
        for (const auto& [requirement, verdict] : judged) {
            judge::Check check;
            check.requirement = requirement;
            check.level = corpus_.corpus.requirements.at(requirement).level;
            check.verdict = verdict;
            check.actual = "what came";
            if (requirement == "A/9/always") check.invariant = "always";
            outcome.checks.push_back(check);
            if (!check.seenOnly()) outcome.verdict = judge::worse(outcome.verdict, verdict);
        }
        return outcome;
    }
    Outcome unjudged(const std::string& id, Verdict verdict) const {
        Outcome outcome;
        outcome.vector = corpus_.corpus.vector(id);
        outcome.verdict = verdict;
        return outcome;
    }

    void accept(const std::string& vector, const std::string& requirement, Verdict verdict = Verdict::Fail,
                const std::string& until = {}) {
        ASSERT_TRUE(baseline_.add({vector, requirement, verdict, "known", until}));
    }

    /// How a run with these outcomes ends.
    int run(const std::vector<Outcome>& outcomes, Ending ending = Ending::Complete) {
        const auto baseline = std::make_shared<const reports::Baseline>(baseline_);
        reports::Gate gate(failOn_, baseline, "2026-11-25");
        gate.setImpacts({impacts_, corpus_.corpus.requirements});
        BaselineWatch watch(corpus_.corpus, level_, gate);
        test::Hearing heard;
        Findings findings(corpus_.corpus, level_, watch, heard);
        for (const Outcome& outcome : outcomes) findings.finished(findings.judgedFromLevel(outcome));
        findings.finishRun(ending == Ending::Complete);
        result_ = watch.result();
        return static_cast<int>(findings.count().exitCode({failOn_, true, true, false}, ending));
    }

    std::vector<std::string> entries(EntryState state) const {
        std::vector<std::string> names;
        for (const auto& one : result_.entries)
            if (one.state == state) names.push_back(one.entry.vector + " " + one.entry.requirement);
        return names;
    }
    std::vector<std::string> fresh() const {
        std::vector<std::string> names;
        for (const auto& one : result_.fresh) names.push_back(one.entry.vector + " " + one.entry.requirement);
        return names;
    }

    using Names = std::vector<std::string>;
    test::SmallCorpus corpus_;
    reports::Baseline baseline_;
    FailOn failOn_ = FailOn::Must;
    Level level_ = Level::May;
    std::set<vector::Impact> impacts_;
    reports::BaselineResult result_;
};

TEST_F(BaselineWatchTest, theCycleFromWritingToRepair) {
    const std::vector<Outcome> before = {outcome("sasl/one", {{"A/1/must", Verdict::Fail}}),
                                         outcome("sasl/two", {{"A/1/must", Verdict::Pass}})};
    EXPECT_EQ(run(before), 1);
    EXPECT_EQ(fresh(), Names{"sasl/one A/1/must"});
    auto written = parseBaseline(renewedBaseline(result_), "written");
    ASSERT_TRUE(written) << written.error();
    baseline_ = written.value();
    EXPECT_EQ(baseline_.find("sasl/one", "A/1/must")->reason, "first seen 2026-11-25: what came");

    EXPECT_EQ(run(before), 0);
    EXPECT_EQ(entries(EntryState::Accepted), Names{"sasl/one A/1/must"});

    EXPECT_EQ(run({before[0], outcome("sasl/two", {{"A/1/must", Verdict::Fail}})}), 1);
    EXPECT_EQ(fresh(), Names{"sasl/two A/1/must"});

    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}}), before[1]}), 1);
    EXPECT_EQ(fresh(), Names{});
    EXPECT_EQ(entries(EntryState::Stale), Names{"sasl/one A/1/must"});
    EXPECT_EQ(result_.entries[0].why, "it no longer fails");
    baseline_ = parseBaseline(renewedBaseline(result_), "repaired").value();
    EXPECT_TRUE(baseline_.empty());
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}}), before[1]}), 0);
}

TEST_F(BaselineWatchTest, whatWasNotJudgedNeitherConfirmsNorRefutes) {
    accept("sasl/one", "A/1/must");
    const Outcome other = outcome("sasl/two", {{"A/1/must", Verdict::Pass}});
    for (const Verdict verdict : {Verdict::Blocked, Verdict::Skip}) {
        EXPECT_EQ(run({unjudged("sasl/one", verdict), other}), 0);
        EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
    }
    EXPECT_EQ(run({unjudged("sasl/one", Verdict::Error), other}), 4);
    EXPECT_EQ(entries(EntryState::Stale), Names{});
    EXPECT_EQ(run({other}), 0) << "not selected";
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
    EXPECT_EQ(run({other}, Ending::CutOff), 5);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
}

TEST_F(BaselineWatchTest, anEarlyEndIsNoRepair) {
    accept("sasl/one", "A/1/must");
    // The check passed, but the conversation ended before the vector came to its other checks of the
    // requirement.
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/1/should", Verdict::Warn}}, false)}),
              0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
    // It came to its end on a way that did not judge the requirement.
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/should", Verdict::Pass}})}), 0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/1/should", Verdict::Warn}})}), 1);
    EXPECT_EQ(entries(EntryState::Stale), Names{"sasl/one A/1/must"});
}

TEST_F(BaselineWatchTest, oneBrokenCheckAmongSeveralIsStillBroken) {
    accept("sasl/one", "A/1/must");
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/1/must", Verdict::Fail}})}), 0);
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Fail}, {"A/1/must", Verdict::Pass}})}), 0);
    EXPECT_EQ(entries(EntryState::Accepted), Names{"sasl/one A/1/must"});
}

TEST_F(BaselineWatchTest, anInvariantIsRepairedWhenItsWholeVectorKeepsIt) {
    accept("sasl/one", "A/9/always");
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/9/always", Verdict::Fail}})}), 0);
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Fail}}, false)}), 1);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/9/always"});
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}})}), 1);
    EXPECT_EQ(entries(EntryState::Stale), Names{"sasl/one A/9/always"});
}

TEST_F(BaselineWatchTest, anInvariantIsOneFindingHoweverManyVectorsSawIt) {
    const std::vector<Outcome> broken = {
        outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/9/always", Verdict::Fail}}),
        outcome("sasl/two", {{"A/1/must", Verdict::Pass}, {"A/9/always", Verdict::Fail}})};
    EXPECT_EQ(run(broken), 1);
    EXPECT_EQ(fresh(), Names{"always/always A/9/always"});
    accept("always/always", "A/9/always");
    EXPECT_EQ(run(broken), 0);
    EXPECT_EQ(entries(EntryState::Accepted), Names{"always/always A/9/always"});

    const std::vector<Outcome> kept = {
        outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/9/always", Verdict::Pass}}),
        outcome("sasl/two", {{"A/1/must", Verdict::Pass}})};
    EXPECT_EQ(run(kept), 1);
    EXPECT_EQ(entries(EntryState::Stale), Names{"always/always A/9/always"});
    EXPECT_EQ(run({kept[0], unjudged("sasl/two", Verdict::Blocked)}), 0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"always/always A/9/always"})
        << "one vector's traffic is missing";
}

TEST_F(BaselineWatchTest, anEntryOfAVectorCoversItsInvariant) {
    accept("sasl/one", "A/9/always");
    const auto seen = [&](const std::string& id) {
        return outcome(id, {{"A/1/must", Verdict::Pass}, {"A/9/always", Verdict::Fail}});
    };
    EXPECT_EQ(run({seen("sasl/one"), seen("sasl/two")}), 0);
    EXPECT_EQ(fresh(), Names{});
    EXPECT_EQ(entries(EntryState::Accepted), Names{"sasl/one A/9/always"});
}

TEST_F(BaselineWatchTest, thatNoRuleWasBrokenJudgesNothing) {
    Outcome blocked = unjudged("sasl/one", Verdict::Blocked);
    blocked.checks = outcome("sasl/one", {{"A/9/always", Verdict::Pass}}).checks;
    EXPECT_EQ(run({blocked}), 5);
    blocked.checks = outcome("sasl/one", {{"A/9/always", Verdict::Fail}}).checks;
    EXPECT_EQ(run({blocked}), 1);
}

TEST_F(BaselineWatchTest, entriesThatCanNeverFailAreStaleAtOnce) {
    accept("sasl/twoo", "A/1/must");
    accept("sasl/one", "A/1/mst");
    corpus_.requirement("A/2/other", Level::Must);
    accept("sasl/two", "A/2/other");
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}})}), 1);
    ASSERT_EQ(entries(EntryState::Stale).size(), 3U);
    EXPECT_EQ(result_.entries[0].why, "there is no such requirement; did you mean 'A/1/must'?");
    EXPECT_EQ(result_.entries[1].why, "the vector does not judge this requirement");
    EXPECT_EQ(result_.entries[2].why, "there is no such vector; did you mean 'sasl/two'?");
}

TEST_F(BaselineWatchTest, anEntryPastItsLastDayFails) {
    const Outcome failing = outcome("sasl/one", {{"A/1/must", Verdict::Fail}});
    const Outcome warning = outcome("sasl/one", {{"A/1/should", Verdict::Warn}});
    accept("sasl/one", "A/1/must", Verdict::Fail, "2026-11-25");
    EXPECT_EQ(run({failing}), 0) << "the last day counts";
    baseline_ = {};
    accept("sasl/one", "A/1/must", Verdict::Fail, "2026-11-24");
    EXPECT_EQ(run({failing}), 1);
    EXPECT_EQ(entries(EntryState::Expired), Names{"sasl/one A/1/must"});
    EXPECT_EQ(fresh(), Names{});
    const auto renewed = parseBaseline(renewedBaseline(result_), "renewed").value();
    EXPECT_EQ(renewed.find("sasl/one", "A/1/must")->until, "2026-11-24") << "a day is for people to change";
    EXPECT_EQ(run({outcome("sasl/two", {{"A/1/must", Verdict::Pass}})}), 0) << "the vector was not run";
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}})}), 1);
    EXPECT_EQ(entries(EntryState::Stale), Names{"sasl/one A/1/must"});
    baseline_ = {};
    accept("sasl/one", "A/1/should", Verdict::Warn, "2026-11-24");
    EXPECT_EQ(run({warning}), 1) << "whatever --fail-on says of a SHOULD without a baseline";
    failOn_ = FailOn::Never;
    EXPECT_EQ(run({warning}), 0);
}

TEST_F(BaselineWatchTest, whatHasAnotherImpactNeitherFailsTheRunNorIsStale) {
    auto& requirements = corpus_.corpus.requirements;
    requirements.at("A/1/must").impact = vector::Impact::Security;
    requirements.at("A/1/should").impact = vector::Impact::Form;
    const std::vector<Outcome> failing = {outcome("sasl/one", {{"A/1/must", Verdict::Fail}})};
    EXPECT_EQ(run(failing), 1);
    impacts_ = {vector::Impact::Form};
    EXPECT_EQ(run(failing), 5) << "it ended before its form was judged";
    const auto formed = outcome("sasl/one", {{"A/1/must", Verdict::Fail}, {"A/1/should", Verdict::Pass}});
    EXPECT_EQ(run({formed}), 0);
    EXPECT_EQ(fresh(), Names{});
    impacts_ = {vector::Impact::Security};
    EXPECT_EQ(run(failing), 1);
    EXPECT_EQ(fresh(), Names{"sasl/one A/1/must"});
    accept("sasl/one", "A/1/must");
    impacts_ = {vector::Impact::Form};
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}})}), 0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/must"});
}

TEST_F(BaselineWatchTest, failOnDecidesWhatIsNew) {
    const std::vector<Outcome> warning = {outcome("sasl/one", {{"A/1/should", Verdict::Warn}})};
    EXPECT_EQ(run(warning), 0);
    EXPECT_EQ(fresh(), Names{});
    failOn_ = FailOn::Should;
    EXPECT_EQ(run(warning), 1);
    EXPECT_EQ(fresh(), Names{"sasl/one A/1/should"});
    accept("sasl/one", "A/1/should", Verdict::Warn);
    EXPECT_EQ(run(warning), 0);
    failOn_ = FailOn::Must;
    EXPECT_EQ(run(warning), 0);
    EXPECT_EQ(entries(EntryState::Accepted), Names{"sasl/one A/1/should"});
    failOn_ = FailOn::Never;
    const std::vector<Outcome> failing = {
        outcome("sasl/one", {{"A/1/must", Verdict::Fail}, {"A/1/should", Verdict::Pass}})};
    EXPECT_EQ(run(failing), 0);
    EXPECT_EQ(fresh(), Names{"sasl/one A/1/must"});
    EXPECT_EQ(entries(EntryState::Stale), Names{"sasl/one A/1/should"});
}

TEST_F(BaselineWatchTest, whatIsBelowTheLevelIsNotJudged) {
    accept("sasl/one", "A/1/should", Verdict::Warn);
    level_ = Level::Must;
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/1/should", Verdict::Pass}})}), 0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/should"});
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}, {"A/1/should", Verdict::Warn}})}), 0);
    EXPECT_EQ(entries(EntryState::Unjudged), Names{"sasl/one A/1/should"});
}

TEST_F(BaselineWatchTest, worseThanAcceptedIsNew) {
    accept("sasl/one", "A/1/must", Verdict::Warn, "2030-01-01");
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Fail}})}), 1);
    EXPECT_EQ(fresh(), Names{"sasl/one A/1/must"});
    EXPECT_EQ(entries(EntryState::Exceeded), Names{"sasl/one A/1/must"});
    EXPECT_EQ(result_.fresh[0].what, "it is accepted as warn only; what came");
    const auto renewed = parseBaseline(renewedBaseline(result_), "renewed").value();
    const AcceptedDeviation* entry = renewed.find("sasl/one", "A/1/must");
    EXPECT_EQ(entry->verdict, Verdict::Fail);
    EXPECT_EQ(entry->reason, "known");
    EXPECT_EQ(entry->until, "2030-01-01");
}

TEST_F(BaselineWatchTest, aServerThatDiesIsNeverAccepted) {
    accept("sasl/one", "A/1/must");
    Outcome deadly = outcome("sasl/one", {{"A/1/must", Verdict::Fail}});
    deadly.hurt = true;
    deadly.why = judge::said("the server no longer accepts a login after this vector");
    EXPECT_EQ(run({deadly}), 1);
    ASSERT_EQ(fresh(), Names{"sasl/one "});
    EXPECT_EQ(result_.fresh[0].what, deadly.reason());
    EXPECT_EQ(parseBaseline(renewedBaseline(result_), "renewed").value().entries().size(), 1U);
    Outcome silent = outcome("sasl/one", {{"A/1/must", Verdict::Pass}});
    silent.hurt = true;
    silent.verdict = Verdict::Fail;
    EXPECT_EQ(run({silent}), 1);
    EXPECT_EQ(entries(EntryState::Stale), Names{});
}

TEST_F(BaselineWatchTest, anInterruptedRunConformsNever) {
    accept("sasl/one", "A/1/must");
    const Outcome accepted = outcome("sasl/one", {{"A/1/must", Verdict::Fail}});
    EXPECT_EQ(run({accepted}, Ending::CutOff), 5);
    EXPECT_EQ(run({outcome("sasl/one", {{"A/1/must", Verdict::Pass}})}, Ending::CutOff), 1);
    EXPECT_EQ(run({accepted, outcome("sasl/two", {{"A/1/must", Verdict::Fail}})}, Ending::CutOff), 1);
    EXPECT_EQ(run({accepted}, Ending::TargetLost), 1);
}

TEST_F(BaselineWatchTest, theComparisonCountsEverything) {
    EXPECT_EQ(comparison({}), "");
    accept("sasl/one", "A/1/must");
    accept("sasl/two", "A/1/should", Verdict::Warn);
    accept("sasl/three", "A/1/must");
    run({outcome("sasl/one", {{"A/1/must", Verdict::Fail}}),
         outcome("sasl/two", {{"A/1/must", Verdict::Fail}}, false)});
    result_.file = "b.json";
    EXPECT_EQ(
        comparison(result_),
        "held against the baseline b.json: 1 accepted, 1 new, 1 to be dropped, 1 not judged in this run");
}

}  // namespace
}  // namespace xmppconf::suite
