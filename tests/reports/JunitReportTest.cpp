#include <expat.h>
#include <gtest/gtest.h>

#include <map>

#include "Golden.h"
#include "SampleRun.h"
#include "reports/files/JunitReport.h"

namespace xmppconf::reports {
namespace {

/// What a consumer finds in the file.
struct Found {
    std::string error;
    std::map<std::string, int> elements;
    std::map<std::string, std::string> resultOf;  ///< by test: "failure", "error", "skipped"; missing: passed
    std::map<std::string, std::string> suiteCounts;  ///< by suite: tests failures errors skipped
    std::string test;
};

void XMLCALL onJunitElement(void* user, const XML_Char* name, const XML_Char** attributes) {
    auto& found = *static_cast<Found*>(user);
    std::map<std::string, std::string> given;
    for (; *attributes != nullptr; attributes += 2) given[attributes[0]] = attributes[1];
    const std::string element = name;
    ++found.elements[element];
    if (element == "testcase") found.test = given["name"];
    if (element == "testsuite")
        found.suiteCounts[given["name"]] =
            given["tests"] + ' ' + given["failures"] + ' ' + given["errors"] + ' ' + given["skipped"];
    if (element == "failure" || element == "error" || element == "skipped")
        found.resultOf[found.test] = element;
}

Found read(const std::string& text) {
    Found found;
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &found);
    XML_SetStartElementHandler(parser, onJunitElement);
    if (XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_ERROR)
        found.error = XML_ErrorString(XML_GetErrorCode(parser));
    XML_ParserFree(parser);
    return found;
}

std::string junitOf(const SampleRun& run) {
    JunitReport report(temporaryPath("junit.xml"));
    run.play({&report});
    EXPECT_TRUE(report.written()) << report.written().error();
    return contentOf(report.path());
}

TEST(JunitReport, IsAsApproved) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectApproved(junitOf(run), "junit.xml");
}

TEST(JunitReport, WithBrokenLoginsIsAsApproved) {
    SampleRun run;
    run.breakLogins();
    expectApproved(junitOf(run), "logins/junit.xml");
}

TEST(JunitReport, TriesThatDoNotCountAreWordedAsSurefireDoes) {
    SampleRun run;
    run.breakLogins();
    const Found found = read(junitOf(run));
    EXPECT_EQ(found.error, "");
    EXPECT_EQ(found.elements.at("flakyFailure"), 1) << "beside the pass that met our load";
    EXPECT_EQ(found.elements.at("rerunFailure"), 1) << "beside the failure that is flaky";
    EXPECT_EQ(found.resultOf.count("stream/header/plain"), 0u);
    EXPECT_EQ(found.resultOf.at("sasl/hostile"), "failure");
    run.info.gate = {FailOn::Must, nullptr, "2023-11-14", false};
    EXPECT_EQ(read(junitOf(run)).resultOf.at("sasl/hostile"), "skipped") << "flaky does not gate here";
    EXPECT_EQ(found.suiteCounts.at("always"), "1 0 0 0") << "a SHOULD does not gate";
    run.info.gate = {FailOn::Should, nullptr, "2023-11-14"};
    EXPECT_EQ(read(junitOf(run)).suiteCounts.at("always"), "1 1 0 0") << "one invariant is one failure";
}

TEST(JunitReport, TellsFailuresErrorsAndSkipsApart) {
    SampleRun run;
    const Found found = read(junitOf(run));
    EXPECT_EQ(found.error, "");
    const std::map<std::string, std::string> expected = {
        {"stream/header/wrong-namespace", "failure"}, {"sasl/external/login", "skipped"},
        {"sasl/scram-sha-512/login", "skipped"},      {"sasl/hostile", "failure"},
        {"bind/resource/chosen", "skipped"},          {"bind/resource/error", "error"}};
    EXPECT_EQ(found.resultOf, expected);
    EXPECT_EQ(found.suiteCounts.at("stream"), "4 1 0 0");
    EXPECT_EQ(found.suiteCounts.at("sasl"), "3 1 0 2");
    EXPECT_EQ(found.suiteCounts.at("bind"), "2 0 1 1");
    EXPECT_EQ(found.suiteCounts.size(), 3u);
    run.info.gate = {FailOn::Should, nullptr, "2023-11-14"};
    EXPECT_EQ(read(junitOf(run)).resultOf.at("stream/error/condition"), "failure");
}

TEST(JunitReport, FollowsTheBaseline) {
    SampleRun run;
    run.holdAgainstBaseline();
    const Found found = read(junitOf(run));
    EXPECT_EQ(found.resultOf.at("stream/header/wrong-namespace"), "skipped");
    EXPECT_EQ(found.resultOf.at("stream/error/condition"), "failure") << "it is past its last day";
    EXPECT_EQ(found.resultOf.at("stream/header/plain RFC6120/4.3.3/new-stream-id"), "failure")
        << "it is stale";
    EXPECT_EQ(found.suiteCounts.at("baseline"), "1 1 0 0");
}

TEST(JunitReport, IsWellFormedWhateverTheTargetSent) {
    SampleRun run;
    run.holdAgainstBaseline(kHostileText);
    run.info.host = run.info.domain = run.info.command = run.info.repeatCommand = kHostileText;
    run.info.toolVersion = run.summary.reason = kHostileText;
    run.summary.complete = false;
    for (auto& outcome : run.outcomes) {
        outcome.why = judge::said(kHostileText);
        for (int i = 0; i < 256; ++i)
            outcome.transcript.push_back({{},
                                          kHostileText,
                                          dialogue::TranscriptEntry::Kind::Received,
                                          std::string(3, static_cast<char>(i)),
                                          0});
        for (auto& check : outcome.checks) check.actual = kHostileText;
    }
    for (auto& vector : run.corpus.vectors) vector.title = kHostileText;
    for (auto& [id, requirement] : run.corpus.requirements)
        requirement.text = requirement.link = kHostileText;
    const Found found = read(junitOf(run));
    EXPECT_EQ(found.error, "");
    EXPECT_EQ(found.elements.at("testcase"), 9 + 2);
    EXPECT_EQ(found.elements.count("img"), 0u);
}

TEST(JunitReport, IsBoundedByVector) {
    SampleRun run;
    run.outcomes.resize(1);
    for (int i = 0; i < 1000; ++i)
        run.outcomes[0].transcript.push_back(
            {{}, "c", dialogue::TranscriptEntry::Kind::Received, std::string(1000, '<'), 0});
    const std::string report = junitOf(run);
    EXPECT_LT(report.size(), 60'000u);
    EXPECT_NE(report.find(" earlier entries are left out)"), std::string::npos);
}

TEST(JunitReport, ARunThatSawNothingIsNotGreen) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens at localhost:5222.", {}};
    Found found = read(junitOf(run));
    EXPECT_EQ(found.resultOf.at("the run is complete"), "error");
    EXPECT_EQ(found.suiteCounts.at("run"), "1 0 1 0");
    run.summary = {{}, true, 5, "", {}};
    found = read(junitOf(run));
    EXPECT_EQ(found.resultOf.at("the run is complete"), "error");
}

}  // namespace
}  // namespace xmppconf::reports
