#include <gtest/gtest.h>

#include "SampleRun.h"
#include "reports/model/ExitMeaning.h"
#include "reports/model/RequirementTally.h"
#include "reports/model/RunRecord.h"
#include "reports/model/VectorTally.h"

namespace xmppconf::reports {
namespace {

using judge::Verdict;
using vector::Step;

const RequirementRow& rowOf(const std::vector<RequirementRow>& rows, std::string_view id) {
    for (const auto& row : rows) {
        if (row.requirement->id == id) return row;
    }
    throw std::out_of_range("no such requirement");
}

dialogue::Outcome outcomeOf(const vector::Vector& vector, Verdict verdict,
                            const std::vector<std::pair<std::string, Verdict>>& checks = {}) {
    dialogue::Outcome outcome;
    outcome.vector = &vector;
    outcome.verdict = verdict;
    for (const auto& [requirement, judged] : checks) {
        outcome.checks.emplace_back();
        outcome.checks.back().requirement = requirement;
        outcome.checks.back().verdict = judged;
    }
    return outcome;
}

TEST(VectorTally, CountsByStepAndVerdict) {
    VectorTally tally;
    EXPECT_EQ(tally.worst(Step::Sasl), Verdict::Skip);
    tally.add(Step::Sasl, Verdict::Pass);
    tally.add(Step::Sasl, Verdict::Skip);
    EXPECT_EQ(tally.worst(Step::Sasl), Verdict::Pass);
    tally.add(Step::Sasl, Verdict::Warn);
    tally.add(Step::Close, Verdict::Warn);
    EXPECT_EQ(tally.worst(Step::Sasl), Verdict::Warn);
    EXPECT_EQ(tally.of(Verdict::Warn), 2u);
    EXPECT_EQ(tally.of(Step::Sasl, Verdict::Warn), 1u);
    EXPECT_EQ(tally.total(Step::Sasl), 3u);
    EXPECT_EQ(tally.total(), 4u);
}

TEST(RequirementTally, IsTheWorstOverItsVectors) {
    const SampleRun run;
    RequirementTally tally(run.corpus, run.info.selected);
    const std::string id = "RFC6120/4.8.1/condition";
    const auto standing = [&] { return rowOf(tally.rows(), id).standing; };
    EXPECT_EQ(standing(), Standing::Untested);
    tally.add(outcomeOf(run.corpus.vectors[2], Verdict::Skip));
    EXPECT_EQ(standing(), Standing::Skip);
    tally.add(outcomeOf(run.corpus.vectors[2], Verdict::Pass, {{id, Verdict::Pass}}));
    EXPECT_EQ(standing(), Standing::Pass);
    tally.add(outcomeOf(run.corpus.vectors[1], Verdict::Warn, {{id, Verdict::Warn}, {id, Verdict::Pass}}));
    EXPECT_EQ(standing(), Standing::Warn);
    tally.add(outcomeOf(run.corpus.vectors[1], Verdict::Pass, {{id, Verdict::Pass}}));
    EXPECT_EQ(standing(), Standing::Warn);
}

TEST(RequirementTally, NeverPassesWithoutACheck) {
    const SampleRun run;
    RequirementTally tally(run.corpus, run.info.selected);
    for (const auto& vector : run.corpus.vectors) tally.add(outcomeOf(vector, Verdict::Pass));
    for (const auto& row : tally.rows()) {
        EXPECT_TRUE(row.standing == Standing::Untested || row.standing == Standing::Untestable);
    }
    EXPECT_EQ(tally.counts().of(Standing::Untestable), 1u);
}

TEST(RequirementTally, ABlockedVectorDoesNotCountForWhatItJudgedBefore) {
    const SampleRun run;
    RequirementTally tally(run.corpus, run.info.selected);
    const std::string first = "RFC6120/4.8.1/close-with-stream-error";
    tally.add(outcomeOf(run.corpus.vectors[1], Verdict::Blocked, {{first, Verdict::Pass}}));
    EXPECT_EQ(rowOf(tally.rows(), first).standing, Standing::Pass);
    EXPECT_EQ(rowOf(tally.rows(), "RFC6120/4.8.1/condition").standing, Standing::Blocked);
}

TEST(RequirementTally, RowsAreInTheOrderOfSections) {
    const SampleRun run;
    std::vector<std::string> sections;
    for (const auto& row : RequirementTally(run.corpus, run.info.selected).rows()) {
        sections.push_back(row.requirement->section);
    }
    EXPECT_EQ(sections,
              (std::vector<std::string>{"4.3.3", "4.8.1", "4.8.1", "4.8.4", "4.10", "6.3.4", "7.6", "13.2"}));
}

TEST(RequirementTally, KnowsTheVectorsAndThoseOfInvariants) {
    const SampleRun run;
    RequirementTally tally(run.corpus, run.info.selected);
    const std::string id = "RFC6120/4.8.4/text";
    tally.add(
        outcomeOf(run.corpus.vectors[8], Verdict::Info, {{id, Verdict::Info}, {"unknown", Verdict::Fail}}));
    tally.add(outcomeOf(run.corpus.vectors[0], Verdict::Pass, {{id, Verdict::Pass}}));
    const auto rows = tally.rows();
    EXPECT_EQ(rowOf(rows, id).vectors,
              (std::vector{&run.corpus.vectors[0], &run.corpus.vectors[3], &run.corpus.vectors[8]}));
    EXPECT_EQ(rowOf(rows, id).broken, (std::vector{&run.corpus.vectors[8]}));
}

TEST(RunRecord, NamesTimesAndTargets) {
    SampleRun run;
    EXPECT_EQ(rfc3339(run.info.started + std::chrono::milliseconds(999)), "2023-11-14T22:13:20Z");
    EXPECT_EQ(RunRecord(run.info).target(), "localhost:5222");
    run.info.host = "::1";
    EXPECT_EQ(RunRecord(run.info).target(), "[::1]:5222");
    EXPECT_EQ(RunRecord(run.info).repeat(run.outcomes[0]),
              run.info.repeatCommand + " --select stream/header/plain");
    for (int code = 0; code < 5; ++code) EXPECT_NE(meaningOfExitCode(code), meaningOfExitCode(code + 1));
}

}  // namespace
}  // namespace xmppconf::reports
