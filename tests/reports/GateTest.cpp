#include <gtest/gtest.h>

#include "reports/model/ExitMeaning.h"
#include "reports/model/TestStatus.h"

namespace xmppconf::reports {
namespace {

using judge::Verdict;

std::shared_ptr<const Baseline> baselineOf(std::vector<AcceptedDeviation> entries) {
    auto baseline = std::make_shared<Baseline>();
    for (auto& entry : entries) EXPECT_TRUE(baseline->add(std::move(entry)));
    return baseline;
}

VectorBrief briefOf(Verdict verdict, std::vector<VectorBrief::Judged> judged) {
    VectorBrief vector;
    vector.id = "v";
    vector.verdict = verdict;
    vector.reason = "because";
    vector.judged = std::move(judged);
    return vector;
}

TEST(Gate, rulesByLevelAndBaseline) {
    const auto baseline = baselineOf(
        {{"v", "must", Verdict::Fail, "known", "2026-01-02"}, {"v", "mild", Verdict::Warn, "known", ""}});
    const Gate gate(FailOn::Must, baseline, "2026-01-02");
    EXPECT_EQ(gate.ruling("v", "must", Verdict::Fail), Ruling::Accepted);
    EXPECT_EQ(gate.ruling("v", "must", Verdict::Warn), Ruling::Accepted);
    EXPECT_EQ(gate.ruling("v", "must", Verdict::Pass), Ruling::Passes);
    EXPECT_EQ(gate.ruling("w", "must", Verdict::Fail), Ruling::New);
    EXPECT_EQ(gate.ruling("v", "mild", Verdict::Fail), Ruling::New);
    EXPECT_EQ(gate.ruling("v", "other", Verdict::Warn), Ruling::Passes);
    EXPECT_EQ(Gate(FailOn::Should, baseline, "").ruling("v", "other", Verdict::Warn), Ruling::New);
    EXPECT_EQ(Gate(FailOn::Should, baseline, "").ruling("v", "other", Verdict::Info), Ruling::Passes);
    EXPECT_EQ(Gate(FailOn::Must, baseline, "2026-01-03").ruling("v", "must", Verdict::Fail), Ruling::Expired);
    EXPECT_EQ(Gate().ruling("v", "must", Verdict::Fail), Ruling::New);
}

TEST(Gate, whatHasAnotherImpactPasses) {
    Requirements catalogue;
    catalogue["grave"].impact = xmppconf::vector::Impact::Security;
    catalogue["light"].impact = xmppconf::vector::Impact::Form;
    Gate gate(FailOn::Must, baselineOf({{"v", "light", Verdict::Fail, "known", "2026-01-01"}}), "2026-01-02");
    EXPECT_EQ(gate.ruling("v", "light", Verdict::Fail), Ruling::Expired);
    gate.setImpacts({{xmppconf::vector::Impact::Security}, catalogue});
    EXPECT_EQ(gate.impacts().text(), "security");
    EXPECT_EQ(gate.ruling("v", "light", Verdict::Fail), Ruling::Passes);
    EXPECT_EQ(gate.ruling("w", "light", Verdict::Fail), Ruling::Passes);
    EXPECT_EQ(gate.ruling("w", "grave", Verdict::Fail), Ruling::New);
    EXPECT_EQ(gate.ruling("w", "unknown", Verdict::Fail), Ruling::New);
    judge::Check light;
    light.requirement = "light";
    light.verdict = Verdict::Fail;
    judge::Check grave = light;
    grave.requirement = "grave";
    grave.verdict = Verdict::Warn;
    EXPECT_EQ(gate.remaining("w", Verdict::Fail, false, {light}), Verdict::Pass);
    EXPECT_EQ(gate.remaining("w", Verdict::Fail, false, {light, grave}), Verdict::Warn);
    EXPECT_EQ(gate.remaining("w", Verdict::Fail, true, {light}), Verdict::Fail) << "the server died of it";
    EXPECT_EQ(testResult(briefOf(Verdict::Fail, {{"light", Verdict::Fail}}), gate).status,
              TestStatus::Passed);
    xmppconf::vector::Vector vector;
    vector.id = "w";
    vector.judges = {{.as = "light", .requirement = "light"}, {.as = "grave", .requirement = "grave"}};
    dialogue::Outcome ended;
    ended.vector = &vector;
    ended.verdict = Verdict::Fail;
    ended.checks = {light};
    EXPECT_EQ(gate.remaining(ended), Verdict::Blocked) << "it ended before what counts was judged";
    grave.verdict = Verdict::Pass;
    ended.checks.push_back(grave);
    EXPECT_EQ(gate.remaining(ended), Verdict::Pass);
}

TEST(Gate, whatRemainsIsTheWorstThatIsNotAccepted) {
    const Gate gate(FailOn::Must, baselineOf({{"v", "must", Verdict::Fail, "known", ""}}), "2026-01-02");
    const auto check = [](const std::string& requirement, Verdict verdict) {
        judge::Check made;
        made.requirement = requirement;
        made.verdict = verdict;
        return made;
    };
    EXPECT_EQ(gate.remaining("v", Verdict::Fail, false, {check("must", Verdict::Fail)}), Verdict::Pass);
    EXPECT_EQ(gate.remaining("v", Verdict::Fail, false,
                             {check("must", Verdict::Fail), check("should", Verdict::Warn)}),
              Verdict::Warn);
    EXPECT_EQ(gate.remaining("v", Verdict::Fail, false,
                             {check("must", Verdict::Fail), check("other", Verdict::Fail)}),
              Verdict::Fail);
    EXPECT_EQ(gate.remaining("w", Verdict::Fail, false, {check("must", Verdict::Fail)}), Verdict::Fail);
    EXPECT_EQ(gate.remaining("v", Verdict::Fail, true, {check("must", Verdict::Fail)}), Verdict::Fail);
    EXPECT_EQ(gate.remaining("v", Verdict::Fail, false, {}), Verdict::Fail);
    EXPECT_EQ(gate.remaining("v", Verdict::Blocked, false, {check("must", Verdict::Pass)}), Verdict::Blocked);
}

TEST(TestStatus, whatFailsTheRunIsAFailureAndNothingElse) {
    const Gate must;
    const Gate should(FailOn::Should, nullptr, "2026-01-02");
    const Gate never(FailOn::Never, nullptr, "2026-01-02");
    const auto failing = briefOf(Verdict::Fail, {{"must", Verdict::Fail}});
    const auto warning = briefOf(Verdict::Warn, {{"should", Verdict::Warn}});
    struct Row {
        VectorBrief vector;
        Gate gate;
        TestStatus status;
        std::string message;
    };
    const Row rows[] = {
        {briefOf(Verdict::Pass, {{"must", Verdict::Pass}}), must, TestStatus::Passed, ""},
        {failing, must, TestStatus::Failed, "fail: because"},
        {failing, never, TestStatus::Skipped, "--fail-on never does not count this fail: because"},
        {warning, must, TestStatus::Passed, "warn: because"},
        {warning, should, TestStatus::Failed, "warn: because"},
        {briefOf(Verdict::Info, {{"may", Verdict::Info}}), should, TestStatus::Passed, "info: because"},
        {briefOf(Verdict::Blocked, {}), must, TestStatus::Skipped, "blocked: because"},
        {briefOf(Verdict::Skip, {}), must, TestStatus::Skipped, "skip: because"},
        {briefOf(Verdict::Error, {}), never, TestStatus::Error, "error: because"},
    };
    for (const Row& row : rows) {
        const TestResult result = testResult(row.vector, row.gate);
        EXPECT_EQ(result.status, row.status) << row.message;
        EXPECT_EQ(result.message, row.message);
    }
}

TEST(TestStatus, whatTheBaselineAcceptsIsSkippedWithTheReason) {
    const auto baseline = baselineOf({{"v", "must", Verdict::Fail, "known", "2026-01-02"}});
    const auto failing = briefOf(Verdict::Fail, {{"must", Verdict::Fail}});
    TestResult result = testResult(failing, {FailOn::Must, baseline, "2026-01-02"});
    EXPECT_EQ(result.status, TestStatus::Skipped);
    EXPECT_EQ(result.message, "accepted by the baseline (known); fail: because");
    result = testResult(failing, {FailOn::Must, baseline, "2026-01-03"});
    EXPECT_EQ(result.status, TestStatus::Failed);
    EXPECT_EQ(result.message, "accepted until 2026-01-02 only (known); fail: because");
    const auto more = briefOf(Verdict::Fail, {{"must", Verdict::Fail}, {"other", Verdict::Fail}});
    EXPECT_EQ(testResult(more, {FailOn::Must, baseline, "2026-01-02"}).status, TestStatus::Failed);
    auto deadly = failing;
    deadly.hurt = true;
    EXPECT_EQ(testResult(deadly, {FailOn::Must, baseline, "2026-01-02"}).status, TestStatus::Failed);
}

TEST(ExitMeaning, saysWhetherItIsTheTargetOrTheBaseline) {
    BaselineResult result;
    EXPECT_EQ(exitMeaning(1, result), "the target does not conform");
    result.file = "b.json";
    EXPECT_EQ(exitMeaning(0, result), "the target conforms");
    EXPECT_EQ(exitMeaning(1, result), "the baseline no longer fits");
    EXPECT_EQ(exitMeaning(3, result), "nothing there speaks XMPP, or no account is right");
    result.entries.push_back({{}, EntryState::Accepted, ""});
    EXPECT_EQ(exitMeaning(0, result), "the target conforms, but for what the baseline accepts");
    result.fresh.emplace_back();
    EXPECT_EQ(exitMeaning(1, result), "the target does not conform");
}

}  // namespace
}  // namespace xmppconf::reports
