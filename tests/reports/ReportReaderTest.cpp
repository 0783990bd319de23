#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "Golden.h"
#include "SampleRun.h"
#include "reports/files/JsonNode.h"
#include "reports/files/JsonReport.h"
#include "reports/files/ReportReader.h"
#include "reports/html/HtmlReport.h"
#include "reports/model/RunReports.h"

namespace xmppconf::reports {
namespace {

using Json = nlohmann::ordered_json;

struct Files {
    std::string json;
    std::string html;
};

Files filesOf(const SampleRun& run) {
    JsonReport json(temporaryPath("live.json"));
    HtmlReport html(temporaryPath("live.html"));
    run.play({&json, &html});
    EXPECT_TRUE(json.written()) << json.written().error();
    EXPECT_TRUE(html.written()) << html.written().error();
    return {contentOf(json.path()), contentOf(html.path())};
}

Files renderedFrom(const std::string& text) {
    const auto whole = readReport(text, "r.json");
    EXPECT_TRUE(whole) << whole.error();
    if (!whole) return {};
    JsonReport json(temporaryPath("again.json"));
    HtmlReport html(temporaryPath("again.html"));
    json.write(whole.value());
    html.write(whole.value());
    EXPECT_TRUE(json.written()) << json.written().error();
    EXPECT_TRUE(html.written()) << html.written().error();
    return {contentOf(json.path()), contentOf(html.path())};
}

std::string mistakeIn(const std::string& text) {
    const auto whole = readReport(text, "r.json");
    return whole ? "none" : whole.error();
}

Json sampleJson() { return Json::parse(filesOf(SampleRun()).json); }

void expectTheSameAgain(const SampleRun& run) {
    const Files live = filesOf(run);
    const Files again = renderedFrom(live.json);
    EXPECT_EQ(again.json, live.json);
    EXPECT_EQ(again.html, live.html);
    EXPECT_GT(live.html.size(), 10'000u);
}

TEST(ReportReader, AReportReadBackGivesTheSameFiles) { expectTheSameAgain(SampleRun()); }

TEST(ReportReader, AlsoWithBrokenLogins) {
    SampleRun run;
    run.breakLogins();
    expectTheSameAgain(run);
    run.facts.logins[1].said = run.facts.canaryReason = kHostileText;
    run.outcomes[7].blockedBy.id = kHostileText;
    run.outcomes[0].earlier[0].why = judge::said(kHostileText);
    expectTheSameAgain(run);
}

/// As version 1 wrote it: what invariants saw counts for each vector, and nothing tells of them alone.
Json formerJson() {
    SampleRun run;
    run.breakLogins();
    Json json = Json::parse(filesOf(run).json);
    json["format"] = "xmppconf-report/1";
    json["vectors"].erase(json["vectors"].size() - 1);
    for (Json& vector : json["vectors"])
        for (const char* later : {"marks", "blocked_by", "skipped_for", "seen_in", "attempts"})
            vector.erase(later);
    for (const char* later : {"logins", "canary"}) json["run"].erase(later);
    json.erase("findings");
    Json& pass = json["vectors"][0];
    pass["checks"].push_back(json["vectors"][1]["checks"].back());
    pass["verdict"] = "warn";
    pass["reason"] = "RFC6120/4.10/later (SHOULD): expected no nonsense; <nonsense/>";
    return json;
}

TEST(ReportReader, AFormerReportTellsInvariantsOnce) {
    const auto whole = readReport(formerJson().dump(), "r.json");
    ASSERT_TRUE(whole) << whole.error();
    const auto& vectors = whole.value().vectors;
    ASSERT_EQ(vectors.size(), 10u);
    EXPECT_EQ(vectors[0].verdict, judge::Verdict::Pass);
    EXPECT_EQ(vectors[0].reason, "");
    EXPECT_EQ(vectors[1].verdict, judge::Verdict::Fail) << "of its own";
    const ReportedVector& told = vectors.back();
    EXPECT_EQ(told.id, "always/no-nonsense");
    EXPECT_EQ(told.verdict, judge::Verdict::Warn);
    EXPECT_EQ(told.seenIn, (std::vector<std::string>{"stream/header/plain", "stream/header/wrong-namespace",
                                                     "stream/error/text"}));
    EXPECT_EQ(whole.value().report.vectors.size(), 10u);
}

TEST(ReportReader, AlsoWhenEverythingIsHostile) {
    SampleRun run;
    run.info.host = run.info.domain = run.info.command = run.info.repeatCommand = kHostileText;
    run.facts.mechanisms = run.facts.features = {kHostileText};
    run.facts.tls->version = run.facts.tls->alpn = run.facts.tls->subject = kHostileText;
    run.summary.reason = kHostileText;
    for (auto& outcome : run.outcomes) {
        outcome.why = judge::said(kHostileText + kHostileText);
        outcome.transcript.push_back(
            {{}, kHostileText, dialogue::TranscriptEntry::Kind::Sent, kHostileText, 9});
    }
    for (auto& vector : run.corpus.vectors)
        vector.title = vector.note = vector.seen = vector.source = kHostileText;
    for (auto& [id, requirement] : run.corpus.requirements)
        requirement.text = requirement.feature = requirement.link = requirement.attack = kHostileText;
    run.corpus.specifications[0].title = run.corpus.specifications[0].version = kHostileText;
    for (auto& fragment : run.corpus.fragments) fragment.name = fragment.text = kHostileText;
    for (auto& invariant : run.corpus.invariants) invariant.id = invariant.source = kHostileText;
    expectTheSameAgain(run);
}

TEST(ReportReader, AlsoWhatListsSomeImpactsOnly) {
    SampleRun run;
    run.info.gate.setImpacts({{vector::Impact::Form, vector::Impact::Robustness}, run.corpus.requirements});
    run.corpus.specifications[0].errata = "none";
    expectTheSameAgain(run);
}

TEST(ReportReader, AlsoWithABaseline) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectTheSameAgain(run);
    const auto whole = readReport(filesOf(run).json, "r.json");
    ASSERT_TRUE(whole) << whole.error();
    const Report& report = whole.value().report;
    EXPECT_EQ(report.baseline.file, "baseline.json");
    EXPECT_EQ(report.baseline.entries.size(), 4u);
    EXPECT_EQ(report.baseline.entries[2].state, EntryState::Stale);
    EXPECT_EQ(report.baseline.fresh.size(), 1u);
    const Gate& gate = report.start.gate;
    const auto ruling = [&](const std::string& vector, const std::string& requirement,
                            judge::Verdict verdict) { return gate.ruling(vector, requirement, verdict); };
    const std::string closing = "RFC6120/4.8.1/close-with-stream-error";
    EXPECT_EQ(ruling("stream/header/wrong-namespace", closing, judge::Verdict::Fail), Ruling::Accepted);
    EXPECT_EQ(ruling("sasl/hostile", closing, judge::Verdict::Fail), Ruling::New);
    EXPECT_EQ(ruling("stream/error/condition", "RFC6120/4.8.1/condition", judge::Verdict::Warn),
              Ruling::Expired);
    EXPECT_EQ(ruling("stream/error/text", "RFC6120/4.8.4/text", judge::Verdict::Info), Ruling::Passes);
    run.holdAgainstBaseline(kHostileText);
    run.outcomes[1].hurt = true;
    expectTheSameAgain(run);
}

TEST(ReportReader, AlsoOfARunThatNeverSawTheTarget) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens at localhost:5222.", {}};
    JsonReport json(temporaryPath("unseen.json"));
    RunReports reports;
    reports.add(json);
    reports.runStarted(run.info);
    reports.runFinished(run.summary);
    const auto whole = readReport(contentOf(json.path()), "r.json");
    ASSERT_TRUE(whole) << whole.error();
    EXPECT_FALSE(whole.value().report.facts);
    EXPECT_EQ(whole.value().report.exitCode, 3);
    EXPECT_EQ(whole.value().report.start.selected, 9u);
    EXPECT_EQ(renderedFrom(contentOf(json.path())).json, contentOf(json.path()));
}

TEST(ReportReader, KnowsWhatTheRunKnew) {
    const auto whole = readReport(filesOf(SampleRun()).json, "r.json");
    ASSERT_TRUE(whole) << whole.error();
    const Report& report = whole.value().report;
    EXPECT_EQ(report.start.target(), "localhost:5222");
    EXPECT_EQ(report.start.seed, 42u);
    EXPECT_EQ(report.start.started, "2023-11-14T22:13:20Z");
    EXPECT_EQ(report.start.specifications.at(0).title, "XMPP: Core");
    EXPECT_EQ(report.facts->mechanisms, (std::vector<std::string>{"SCRAM-SHA-1", "PLAIN"}));
    EXPECT_EQ(report.durationMs, 2345);
    ASSERT_EQ(report.vectors.size(), 9u);
    EXPECT_EQ(report.vectors[1].judged.at(0).verdict, judge::Verdict::Fail);
    EXPECT_EQ(report.requirements.front().id, "RFC6120/4.3.3/new-stream-id");
    const ReportedVector& hostile = whole.value().vectors.at(6);
    EXPECT_EQ(hostile.transcript.at(3).octets, kHostileText);
    EXPECT_EQ(hostile.checks.at(0).verdict, judge::Verdict::Fail);
    EXPECT_EQ(hostile.judges.at(0).requirement, "RFC6120/4.8.1/close-with-stream-error");
}

TEST(ReportReader, TakesWhatWasAddedAndWhatAnOlderReportLacks) {
    Json json = sampleJson();
    json["later"] = {{"x", 1}};
    json["vectors"][0]["later"] = nullptr;
    json["vectors"][0]["transcript"][0]["later"] = "x";
    json.erase("specifications");
    json["target"].erase("seen");
    json["vectors"][0].erase("judges");
    json["vectors"][0].erase("source");
    json["vectors"][2].erase("revision");
    json["run"].erase("impact");
    for (Json& requirement : json["requirements"]) {
        requirement.erase("impact");
        requirement.erase("attack");
    }
    json.erase("fragments");
    json.erase("invariants");
    json["vectors"][3]["checks"][0].erase("uses");
    json["vectors"][7].erase("ended");
    const auto whole = readReport(json.dump(), "r.json");
    ASSERT_TRUE(whole) << whole.error();
    EXPECT_TRUE(whole.value().report.facts);
    EXPECT_EQ(whole.value().vectors[0].source, "");
    EXPECT_EQ(whole.value().vectors[2].revision, 1);
    HtmlReport html(temporaryPath("older.html"));
    html.write(whole.value());
    for (const char* shared : {"Fragment <b>", "Rule over all traffic <b>", "<b class=\"impact"})
        EXPECT_EQ(contentOf(html.path()).find(shared), std::string::npos) << shared;
}

TEST(ReportReader, EveryMistakeIsASentenceWithItsPlace) {
    EXPECT_EQ(mistakeIn(""), "r.json:1:1: this is not valid JSON");
    EXPECT_EQ(mistakeIn("{\"format\":\n [,]}"), "r.json:2:3: this is not valid JSON");
    EXPECT_EQ(mistakeIn("\"\xff\""), "r.json:1:2: this is not valid JSON");
    EXPECT_EQ(mistakeIn("[]"), "r.json: is not an object");
    EXPECT_EQ(mistakeIn("{}"), "r.json: format is missing");
    EXPECT_EQ(mistakeIn("{\"format\":1}"), "r.json: format is not a string");
    EXPECT_EQ(mistakeIn("{\"format\":\"tests/2\"}"),
              "r.json: is no report that this xmppconf can read: its format is 'tests/2', not "
              "'xmppconf-report/2'");

    struct Row {
        const char* pointer;
        Json value;  // null: the member is missing
        const char* sentence;
    };
    const Row rows[] = {
        {"/tool/version", nullptr, "tool.version is missing"},
        {"/target/port", 65536, "target.port is not a whole number from 0 to 65535"},
        {"/target/offers/features/0", 5, "target.offers.features[0] is not a string"},
        {"/target/tls/verified", "yes", "target.tls.verified is not true or false"},
        {"/run/duration_ms", -1, "run.duration_ms is not a whole number from 0 to 31536000000"},
        {"/run/seed", 1.5, "run.seed is not a whole number from 0 to 18446744073709551615"},
        {"/summary/exit_code", 256, "summary.exit_code is not a whole number from 0 to 255"},
        {"/vectors", "x", "vectors is not an array"},
        {"/vectors/3", 7, "vectors[3] is not an object"},
        {"/vectors/3/verdict", "passed", "vectors[3].verdict is 'passed', which is no verdict"},
        {"/vectors/3/verdict", "untested", "vectors[3].verdict is 'untested', which is no verdict"},
        {"/vectors/3/step", "login", "vectors[3].step is 'login', which is no step of the login"},
        {"/vectors/3/id", "stream/header/plain", "vectors[3].id stands there twice"},
        {"/vectors/0/checks/0/level", "must", "vectors[0].checks[0].level is 'must', which is no level"},
        {"/fragments/1/source", nullptr, "fragments[1].source is missing"},
        {"/invariants/0/id", nullptr, "invariants[0].id is missing"},
        {"/vectors/3/checks/0/uses/0/line", "x",
         "vectors[3].checks[0].uses[0].line is not a whole number from 0 to 1000000000"},
        {"/vectors/7/ended/1/file", 4, "vectors[7].ended[1].file is not a string"},
        {"/vectors/0/transcript/1/kind", "said",
         "vectors[0].transcript[1].kind is not sent, received or event"},
        {"/vectors/6/transcript/3/base64", "a", "vectors[6].transcript[3].base64 is not Base64"},
        {"/vectors/0/transcript/1/text", nullptr, "vectors[0].transcript[1].text is missing"},
        {"/requirements/1/verdict", "good",
         "requirements[1].verdict is 'good', which is no verdict of a requirement"},
        {"/requirements/1/id", "RFC6120/4.3.3/new-stream-id", "requirements[1].id stands there twice"},
        {"/requirements/1/vectors", "x", "requirements[1].vectors is not an array"},
    };
    for (const Row& row : rows) {
        Json json = sampleJson();
        const Json::json_pointer pointer(row.pointer);
        if (row.value.is_null())
            json.at(pointer.parent_pointer()).erase(pointer.back());
        else
            json.at(pointer) = row.value;
        EXPECT_EQ(mistakeIn(json.dump()), std::string("r.json: ") + row.sentence);
    }
}

TEST(ReportReader, AHostileFileIsBoundedAndHarmless) {
    EXPECT_EQ(mistakeIn(std::string(1'000'000, '[')), "r.json: is nested too deeply");
    EXPECT_EQ(parseJson("[0,[],{}]", "r.json", 5).error(), "r.json: holds too many values");
    EXPECT_TRUE(parseJson("[0,[],{}]", "r.json", 8));
    EXPECT_EQ(mistakeIn("{\"format\":1e999}"), "r.json: holds a number that is too large");

    Json json = sampleJson();
    json["vectors"][0]["title"] = "\x1b[31m\u202e</script>";
    json["format"] = "\x1b[2J";
    EXPECT_EQ(mistakeIn(json.dump()).find('\x1b'), std::string::npos);
    json["format"] = "xmppconf-report/2";
    const auto whole = readReport(json.dump(), "r.json");
    ASSERT_TRUE(whole) << whole.error();
    EXPECT_EQ(whole.value().vectors[0].title, "\\x1b[31m\\u{202e}</script>");
}

}  // namespace
}  // namespace xmppconf::reports
