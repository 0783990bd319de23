#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "Golden.h"
#include "SampleRun.h"
#include "reports/files/CtrfReport.h"

namespace xmppconf::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string ctrfOf(const SampleRun& run) {
    CtrfReport report(temporaryPath("ctrf.json"));
    run.play({&report});
    EXPECT_TRUE(report.written()) << report.written().error();
    return contentOf(report.path());
}

std::map<std::string, std::string> statuses(const Json& report) {
    std::map<std::string, std::string> found;
    for (const Json& test : report["results"]["tests"]) found[test["name"]] = test["status"];
    return found;
}

TEST(CtrfReport, IsAsApproved) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectApproved(ctrfOf(run), "ctrf.json");
}

TEST(CtrfReport, WithBrokenLoginsIsAsApproved) {
    SampleRun run;
    run.breakLogins();
    const std::string text = ctrfOf(run);
    expectApproved(text, "logins/ctrf.json");
    const Json report = Json::parse(text);
    EXPECT_EQ(report["results"]["summary"]["flaky"], 2);
    for (const Json& test : report["results"]["tests"])
        if (test["name"] == "sasl/hostile") {
            EXPECT_EQ(test["flaky"], true);
            EXPECT_EQ(test["retries"], 2);
            EXPECT_EQ(test["retryAttempts"][1]["status"], "passed");
        }
}

TEST(CtrfReport, CountsWhatItLists) {
    SampleRun run;
    run.holdAgainstBaseline();
    const Json report = Json::parse(ctrfOf(run));
    const auto found = statuses(report);
    EXPECT_EQ(found.at("stream/header/plain"), "passed");
    EXPECT_EQ(found.at("stream/header/wrong-namespace"), "skipped");
    EXPECT_EQ(found.at("sasl/hostile"), "failed");
    EXPECT_EQ(found.at("bind/resource/error"), "failed");
    EXPECT_EQ(found.at("stream/header/plain RFC6120/4.3.3/new-stream-id"), "failed");
    const Json& summary = report["results"]["summary"];
    std::map<std::string, int> counts;
    for (const auto& [name, status] : found) ++counts[status];
    for (const char* status : {"passed", "failed", "skipped"}) EXPECT_EQ(summary[status], counts[status]);
    EXPECT_EQ(summary["tests"], found.size());
    EXPECT_EQ(summary["start"], 1'700'000'000'000);
    EXPECT_EQ(summary["stop"], 1'700'000'002'345);
}

TEST(CtrfReport, HoldsWhateverTheTargetSaid) {
    SampleRun run;
    run.info.host = run.info.command = kHostileText;
    for (auto& outcome : run.outcomes) outcome.why = judge::said(kHostileText);
    const std::string report = ctrfOf(run);
    for (const char c : report) ASSERT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7f));
    EXPECT_EQ(Json::parse(report)["results"]["tests"].size(), 9u);
}

TEST(CtrfReport, ARunThatSawNothingIsNotGreen) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens at localhost:5222.", {}};
    const Json report = Json::parse(ctrfOf(run));
    EXPECT_EQ(statuses(report).at("the run is complete"), "failed");
    EXPECT_EQ(report["results"]["summary"]["failed"], 1);
}

}  // namespace
}  // namespace xmppconf::reports
