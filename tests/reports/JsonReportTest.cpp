#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "Golden.h"
#include "SampleRun.h"
#include "harness/sasl/Base64.h"
#include "reports/files/JsonReport.h"
#include "reports/model/RunReports.h"

namespace xmppconf::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string jsonOf(const SampleRun& run) {
    const std::string path = temporaryPath("report.json");
    JsonReport report(path);
    run.play({&report});
    EXPECT_TRUE(report.written()) << report.written().error();
    return contentOf(path);
}

std::vector<std::string> keysOf(const Json& json) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    return keys;
}

TEST(JsonReport, IsAsApproved) { expectApproved(jsonOf(SampleRun()), "report.json"); }

TEST(JsonReport, WithABaselineIsAsApproved) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectApproved(jsonOf(run), "report-baseline.json");
}

TEST(JsonReport, WithBrokenLoginsIsAsApproved) {
    SampleRun run;
    run.breakLogins();
    expectApproved(jsonOf(run), "report-logins.json");
}

TEST(JsonReport, FindingsBeginWithWhatBlocksMost) {
    SampleRun run;
    run.breakLogins();
    const Json findings = Json::parse(jsonOf(run))["findings"];
    std::vector<std::string> ids;
    for (const Json& finding : findings) ids.push_back(finding["vector"]);
    EXPECT_EQ(ids, (std::vector<std::string>{"stream/error/condition", "stream/header/wrong-namespace",
                                             "sasl/hostile", "always/no-nonsense", "stream/error/text"}));
    EXPECT_EQ(findings[0]["blocks"], 2);
    EXPECT_EQ(findings[0]["requirements"], Json::array({"RFC6120/4.8.1/condition"}));
}

TEST(JsonReport, KeepsTheOrderOfTheCorpus) {
    SampleRun run;
    const std::string expected = jsonOf(run);
    std::reverse(run.outcomes.begin(), run.outcomes.end());
    EXPECT_EQ(jsonOf(run), expected);
}

TEST(JsonReport, HasItsMembersInOrder) {
    const Json json = Json::parse(jsonOf(SampleRun()));
    using Keys = std::vector<std::string>;
    EXPECT_EQ(keysOf(json),
              (Keys{"format", "tool", "target", "run", "summary", "findings", "baseline", "specifications",
                    "fragments", "invariants", "vectors", "requirements", "coverage"}));
    EXPECT_EQ(json["format"], "xmppconf-report/2");
    EXPECT_EQ(keysOf(json["summary"]["vectors"]),
              (Keys{"pass", "fail", "warn", "info", "blocked", "skip", "error"}));
}

TEST(JsonReport, ListsTheFindingsOfTheImpactsAskedForAndKeepsEveryVerdict) {
    SampleRun run;
    const Json all = Json::parse(jsonOf(run));
    EXPECT_TRUE(all["run"]["impact"].is_null());
    EXPECT_EQ(all["findings"][0]["impact"], "security");
    EXPECT_EQ(all["findings"][0]["attack"], "Somebody ends the stream of somebody else.");
    EXPECT_EQ(all["vectors"][2]["revision"], 3);
    EXPECT_EQ(all["specifications"][0]["errata"], Json::array({"3651"}));
    run.info.gate.setImpacts({{vector::Impact::Form}, run.corpus.requirements});
    const Json few = Json::parse(jsonOf(run));
    EXPECT_EQ(few["run"]["impact"], Json::array({"form"}));
    EXPECT_EQ(few["vectors"], all["vectors"]);
    EXPECT_EQ(few["requirements"], all["requirements"]);
    EXPECT_EQ(few["findings"].size(), 3U) << "a SHOULD, a MAY, and an error of our own: " << few["findings"];
    for (const Json& finding : few["findings"]) EXPECT_NE(finding["impact"], "security");
}

TEST(JsonReport, CoverageCountsEveryRequirementOnce) {
    const Json json = Json::parse(jsonOf(SampleRun()));
    const Json& counts = json["summary"]["requirements"];
    std::map<std::string, int> sums;
    for (const Json& section : json["coverage"]) {
        EXPECT_EQ(section["spec"], "RFC6120");
        for (const char* name : {"met", "broken", "not_judged", "untestable"})
            sums[name] += section[name].get<int>();
    }
    EXPECT_EQ(sums["met"], counts["pass"]);
    EXPECT_EQ(sums["broken"],
              counts["fail"].get<int>() + counts["warn"].get<int>() + counts["info"].get<int>());
    EXPECT_EQ(sums["not_judged"], counts["blocked"].get<int>() + counts["skip"].get<int>() +
                                      counts["error"].get<int>() + counts["untested"].get<int>());
    EXPECT_EQ(sums["untestable"], counts["untestable"]);
}

TEST(JsonReport, OctetsComeBackAsTheyWere) {
    SampleRun run;
    auto& transcript = run.outcomes.at(0).transcript;
    transcript.clear();
    std::vector<std::string> octets = {kHostileText,       "",        "\xff",     std::string(1, '\0'),
                                       "</script>]]>\"\\", "é\t\r\n", "\xc2\x85", "\x7f"};
    for (int i = 0; i < 256; ++i) octets.emplace_back(3, static_cast<char>(i));
    for (const auto& text : octets)
        transcript.push_back({{}, "c", dialogue::TranscriptEntry::Kind::Received, text, 7});
    const std::string report = jsonOf(run);
    for (const char c : report) ASSERT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7f));
    const Json entries = Json::parse(report)["vectors"][0]["transcript"];
    ASSERT_EQ(entries.size(), octets.size());
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const Json& entry = entries[i];
        EXPECT_EQ(entry["cut"], 7);
        if (entry.contains("text")) {
            EXPECT_EQ(entry["text"].get<std::string>(), octets[i]);
            EXPECT_FALSE(entry.contains("base64"));
        } else {
            EXPECT_EQ(sasl::decodeBase64(entry["base64"].get<std::string>()), octets[i]);
        }
    }
    EXPECT_TRUE(entries[0].contains("base64"));
    EXPECT_EQ(entries[5]["text"], "é\t\r\n");
}

TEST(JsonReport, NeverThrowsWhateverASentenceHolds) {
    SampleRun run;
    run.info.host = run.info.domain = run.info.command = run.info.repeatCommand = kHostileText;
    run.facts.mechanisms = run.facts.features = {kHostileText};
    run.facts.tls->subject = run.facts.tls->alpn = run.facts.tls->verifyError = kHostileText;
    run.summary.reason = kHostileText;
    for (auto& outcome : run.outcomes) outcome.why = judge::said(kHostileText);
    for (auto& vector : run.corpus.vectors) vector.title = vector.note = kHostileText;
    for (auto& [id, requirement] : run.corpus.requirements)
        requirement.text = requirement.attack = kHostileText;
    const Json json = Json::parse(jsonOf(run));
    EXPECT_EQ(json["vectors"].size(), run.outcomes.size());
    EXPECT_EQ(json["target"]["host"].get<std::string>().substr(0, 12), "\\x1b[31m\\x00");
}

TEST(JsonReport, TellsOfARunThatNeverSawTheTarget) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens at localhost:5222.", {}};
    const std::string path = temporaryPath("empty.json");
    JsonReport report(path);
    RunReports reports;
    reports.add(report);
    reports.runStarted(run.info);
    reports.runFinished(run.summary);
    const Json json = Json::parse(contentOf(path));
    EXPECT_TRUE(json["target"]["tls"].is_null());
    EXPECT_EQ(json["vectors"], Json::array());
    EXPECT_EQ(json["run"]["complete"], false);
    EXPECT_EQ(json["summary"]["exit_code"], 3);
    EXPECT_EQ(json["summary"]["requirements"]["untested"], 7);
    EXPECT_EQ(json["summary"]["requirements"]["pass"], 0);
}

TEST(JsonReport, SaysWhyItCouldNotBeWritten) {
    JsonReport report("/dev/full");
    SampleRun().play({&report});
    ASSERT_FALSE(report.written());
    EXPECT_EQ(report.written().error(), "cannot write the report /dev/full: No space left on device");
}

}  // namespace
}  // namespace xmppconf::reports
