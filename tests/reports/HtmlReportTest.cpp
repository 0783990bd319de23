#include <gtest/gtest.h>
#include <openssl/sha.h>

#include "Golden.h"
#include "Page.h"
#include "SampleRun.h"
#include "harness/sasl/Base64.h"
#include "reports/html/HtmlReport.h"
#include "reports/html/HtmlSummary.h"
#include "reports/html/HtmlVector.h"
#include "reports/model/ReportMaker.h"

namespace xmppconf::reports {
namespace {

std::string pageOf(const SampleRun& run) {
    const std::string path = temporaryPath("report.html");
    HtmlReport report(path);
    run.play({&report});
    EXPECT_TRUE(report.written()) << report.written().error();
    return contentOf(path);
}

void makeHostile(SampleRun& run) {
    run.info.host = run.info.domain = run.info.command = run.info.repeatCommand = kHostileText;
    run.info.toolVersion = kHostileText;
    run.facts.mechanisms = run.facts.features = {kHostileText};
    run.facts.tls->version = run.facts.tls->cipher = run.facts.tls->subject = kHostileText;
    run.facts.tls->verifyError = run.facts.tls->notAfter = kHostileText;
    run.summary.reason = kHostileText;
    run.summary.complete = false;
    for (auto& outcome : run.outcomes) {
        outcome.why = judge::said(kHostileText);
        outcome.transcript.push_back(
            {{}, kHostileText, dialogue::TranscriptEntry::Kind::Sent, kHostileText, 9});
    }
    for (auto& vector : run.corpus.vectors)
        vector.title = vector.note = vector.seen = vector.source = kHostileText;
    for (auto& [id, requirement] : run.corpus.requirements) {
        requirement.text = requirement.feature = requirement.attack = kHostileText;
        requirement.link = "https://example.org/" + kHostileText;
    }
    run.corpus.specifications[0].title = run.corpus.specifications[0].version = kHostileText;
    for (auto& fragment : run.corpus.fragments) fragment.name = fragment.text = kHostileText;
    for (auto& invariant : run.corpus.invariants) invariant.id = invariant.source = kHostileText;
}

TEST(HtmlReport, NothingOfTheTargetActs) {
    SampleRun run;
    makeHostile(run);
    const Page page = parsePage(pageOf(run));
    EXPECT_EQ(page.error, "");
    EXPECT_EQ(page.elements.count("img"), 0u);
    EXPECT_EQ(page.elements.at("script"), 1);
    EXPECT_EQ(page.elements.at("style"), 1);
    for (const auto& attribute : page.attributes) {
        EXPECT_FALSE(attribute.starts_with("on")) << attribute;
        EXPECT_TRUE(attribute != "style" && attribute != "src" && attribute != "srcset" &&
                    attribute != "action")
            << attribute;
    }
    for (const auto& link : page.links) EXPECT_TRUE(link[0] == '#' || link.starts_with("https://")) << link;
    EXPECT_EQ(pageOf(run).find("\xe2\x80\xae"), std::string::npos);
}

TEST(HtmlReport, LinksLeadSomewhere) {
    const Page page = parsePage(pageOf(SampleRun()));
    EXPECT_EQ(page.error, "");
    for (const auto& link : page.links) {
        if (link[0] == '#') {
            EXPECT_TRUE(page.ids.contains(link.substr(1))) << link;
        }
    }
    EXPECT_TRUE(page.links.contains("https://www.rfc-editor.org/rfc/rfc6120#section-4.8.1"));
    // Each vector with its source, the fragments where two of them ended, each section, the findings.
    EXPECT_EQ(page.elements.at("details"), 2 * 9 + 1 + 2 + 7 + 1);
}

TEST(HtmlReport, ShowsWhatDoesNotWorkOfALogin) {
    SampleRun run;
    run.breakLogins();
    const std::string text = pageOf(run);
    expectApproved(
        text.substr(text.find("<details class=\"findings logins\""),
                    text.find("<nav class=\"views\"") - text.find("<details class=\"findings logins\"")),
        "logins/summary.html");
    const Page page = parsePage(text);
    EXPECT_EQ(page.error, "");
    for (const auto& link : page.links)
        EXPECT_TRUE(link[0] != '#' || page.ids.contains(link.substr(1))) << link;
    for (const char* shown :
         {"<b class=\"mark\">flaky</b>", "<b class=\"mark\">load</b>", "attempt 3, alone <time>0 ms</time>",
          "<b>Blocked by</b> <a href=\"#RFC6120/4.8.1/condition\">",
          "<b>Broken in</b> <code><a href=\"#stream/header/wrong-namespace\">",
          "Seen here, too: <code><a href=\"#always/no-nonsense\">"})
        EXPECT_NE(text.find(shown), std::string::npos) << shown;
}

TEST(HtmlReport, WhatTheLoginsSaidDoesNotAct) {
    SampleRun run;
    run.breakLogins();
    for (auto& login : run.facts.logins)
        login.jid = login.mechanism = login.binding = login.said = kHostileText;
    run.facts.canary = run.facts.canaryReason = kHostileText;
    for (auto& outcome : run.outcomes) {
        outcome.blockedBy.id = kHostileText;
        for (auto& other : outcome.earlier) other.why = judge::said(kHostileText);
    }
    const Page page = parsePage(pageOf(run));
    EXPECT_EQ(page.error, "");
    EXPECT_EQ(page.elements.count("img"), 0u);
}

TEST(HtmlReport, SaysWhatTheBaselineAcceptsAndWhy) {
    SampleRun run;
    EXPECT_EQ(pageOf(run).find("id=\"baseline\""), std::string::npos);
    run.holdAgainstBaseline("the old client needs it");
    const std::string page = pageOf(run);
    EXPECT_EQ(parsePage(page).error, "");
    for (const char* text : {"id=\"baseline\"", "Accepted:</b> the old client needs it (until 2030-12-31)",
                             "No longer accepted:</b> the old client needs it (until 2023-11-13)",
                             "it no longer fails: the old client needs it",
                             "--baseline baseline.json --write-baseline baseline.json"})
        EXPECT_NE(page.find(text), std::string::npos) << text;
    run.holdAgainstBaseline(kHostileText);
    const Page hostile = parsePage(pageOf(run));
    EXPECT_EQ(hostile.error, "");
    EXPECT_EQ(hostile.elements.count("img"), 0u);
}

TEST(HtmlReport, ACatalogueCannotRunScripts) {
    SampleRun run;
    for (auto& [id, requirement] : run.corpus.requirements) requirement.link = "javascript:alert(1)";
    EXPECT_EQ(pageOf(run).find("javascript:"), std::string::npos);
}

TEST(HtmlReport, ThePolicyAllowsExactlyOurStyleAndScript) {
    std::string page = pageOf(SampleRun());
    const std::string policy = cutOut(page, "content=\"default-src 'none';", "\"/>");
    for (const auto& name : {"style", "script"}) {
        const std::string text = cutOut(page, std::string("<") + name + ">", std::string("</") + name + ">");
        EXPECT_GT(text.size(), 1000u);
        unsigned char digest[SHA256_DIGEST_LENGTH];
        SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
        const std::string hash = sasl::encodeBase64({reinterpret_cast<const char*>(digest), sizeof digest});
        EXPECT_NE(policy.find(std::string(name) + "-src 'sha256-" + hash + "'"), std::string::npos) << policy;
    }
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_NE(policy.find("base-uri 'none'"), std::string::npos);
}

TEST(HtmlReport, AVectorIsAsApproved) {
    const SampleRun run;
    const RunRecord record(run.info);
    std::string text;
    for (const std::size_t index : {1u, 3u, 6u, 7u})
        text += htmlVector(reported(run.outcomes[index], record), startOf(run.info), 10'000);
    expectApproved(text, "vectors.html");
}

TEST(HtmlReport, TheTopIsAsApproved) {
    expectApproved(htmlSummary(wholeOf(SampleRun()).report), "summary.html");
}

TEST(HtmlReport, RoomIsKeptWhateverTheTargetSends) {
    const SampleRun run;
    const RunRecord record(run.info);
    dialogue::Outcome outcome = run.outcomes[1];
    outcome.why = judge::said(std::string(1'000'000, '<'));
    outcome.checks.resize(500, outcome.checks[0]);
    for (auto& check : outcome.checks) {
        check.actual.assign(100'000, '\xff');
        check.expected.assign(100, std::string(10'000, '&'));
    }
    outcome.transcript.assign(
        2000, {{}, "c", dialogue::TranscriptEntry::Kind::Received, std::string(64'000, '\x01'), 0});
    outcome.checks.resize(3);
    const std::string text = htmlVector(reported(outcome, record), startOf(run.info), 10'000);
    EXPECT_LT(text.size(), 30'000u);
    EXPECT_NE(text.find(" octets more, in the JSON report</em>"), std::string::npos);
    EXPECT_NE(text.find(" entries before these, with "), std::string::npos);
}

TEST(HtmlReport, SaysHowMuchOfAnEntryIsMissingAndWhere) {
    const SampleRun run;
    const RunRecord record(run.info);
    dialogue::Outcome outcome = run.outcomes[0];
    const auto textOf = [&](std::size_t octets, std::size_t cut) {
        outcome.transcript = {
            {{}, "c", dialogue::TranscriptEntry::Kind::Received, std::string(octets, 'x'), cut}};
        return htmlVector(reported(outcome, record), startOf(run.info), 10'000);
    };
    EXPECT_NE(textOf(5096, 0).find("x<em> … 1000 octets more, in the JSON report</em>"), std::string::npos);
    EXPECT_NE(textOf(10, 7).find("x<em> … 7 octets more, not kept</em>"), std::string::npos);
    EXPECT_NE(textOf(5096, 7).find(
                  "x<em> … 1000 octets more, in the JSON report; then 7 octets more, not kept</em>"),
              std::string::npos);
}

TEST(HtmlReport, OfALongFragmentTheLinesAroundTheFaultAreShown) {
    SampleRun run;
    std::string text;
    for (int line = 0; line < 100; ++line) text += "line " + std::to_string(line) + '\n';
    run.corpus.fragments = {{"long", run.corpus.fragments[0].place, text}};
    run.outcomes[7].ended.back().line = run.corpus.fragments[0].place.line + 50;
    const RunRecord record(run.info);
    const std::string page = htmlVector(reported(run.outcomes[7], record), startOf(run.info), 10'000);
    // The use in line 4 of the file and the fault in line 53 of it; the text begins in line 3.
    EXPECT_NE(page.find("<pre data-line=\"3\">line 0\n<mark class=\"use\">line 1</mark>\nline 2\n"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("line 9\n</pre><pre data-line=\"45\">line 42\n"), std::string::npos) << page;
    EXPECT_NE(page.find("<mark>line 50</mark>\n"), std::string::npos) << page;
    EXPECT_NE(page.find("line 58\n</pre><p class=\"note\">74 other lines are left out"), std::string::npos)
        << page;
}

TEST(HtmlReport, TheStretchesOfAFragmentShareItsRoom) {
    SampleRun run;
    std::string text;
    for (int line = 0; line < 100; ++line) text += std::string(300, 'x') + '\n';
    run.corpus.fragments = {{"long", run.corpus.fragments[0].place, text}};
    run.outcomes[7].ended.back().line = run.corpus.fragments[0].place.line + 50;
    const RunRecord record(run.info);
    const std::string page = htmlVector(reported(run.outcomes[7], record), startOf(run.info), 10'000);
    // The first stretch has ten lines, the second has seventeen, and there is room for nearly fourteen in
    // all.
    EXPECT_NE(page.find("<em> … 4017 octets more, in the JSON report</em></pre>"), std::string::npos) << page;
}

TEST(HtmlReport, ABrokenRuleOverAllTrafficIsShownWithItsSource) {
    SampleRun run;
    run.breakLogins();
    const RunRecord record(run.info);
    const std::string page = htmlVector(reported(run.outcomes.back(), record), startOf(run.info), 10'000);
    EXPECT_NE(page.find("<mark>&lt;always id=\"no-nonsense\"&gt;</mark>\n"), std::string::npos) << page;
}

TEST(HtmlReport, ASourceThatIsTooLongIsCutAndSaysSo) {
    SampleRun run;
    run.corpus.vectors[0].source.assign(20'000, 'x');
    const RunRecord record(run.info);
    const std::string text = htmlVector(reported(run.outcomes[0], record), startOf(run.info), 10'000);
    EXPECT_NE(text.find("x\n<em> … 3616 octets more, in the JSON report</em></pre>"), std::string::npos);
}

TEST(HtmlReport, IsUnderFiveMegabytesForFourHundredVectors) {
    SampleRun run;
    const vector::Vector model = run.corpus.vectors[6];
    run.corpus.vectors.assign(400, model);
    run.info.selected.clear();
    for (std::size_t i = 0; i < 400; ++i) {
        run.corpus.vectors[i].id = "sasl/hostile-" + std::to_string(i);
        run.corpus.vectors[i].source = std::string(2000, 'x');
        run.info.selected.push_back(&run.corpus.vectors[i]);
    }
    dialogue::Outcome outcome = run.outcomes[6];
    outcome.transcript.resize(40, outcome.transcript.back());
    for (auto& entry : outcome.transcript) entry.octets.assign(8'000, '<');
    for (auto& fragment : run.corpus.fragments) fragment.text += std::string(2000, 'x');
    outcome.checks[0].uses = {run.corpus.vectors[0].place, run.corpus.fragments[0].place};
    outcome.checks[0].place = run.corpus.fragments[1].place;
    run.outcomes.assign(400, outcome);
    for (std::size_t i = 0; i < 400; ++i) run.outcomes[i].vector = &run.corpus.vectors[i];
    const std::string page = pageOf(run);
    EXPECT_GT(page.size(), 3'000'000u);
    EXPECT_LT(page.size(), 5'000'000u);
    EXPECT_EQ(parsePage(page).error, "");
}

TEST(HtmlReport, TellsOfARunThatNeverSawTheTarget) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens at localhost:5222.", {}};
    const std::string page = pageOf(run);
    EXPECT_NE(page.find("Nothing listens"), std::string::npos);
    EXPECT_NE(page.find("0 of 9 vectors were run"), std::string::npos);
    EXPECT_EQ(parsePage(page).error, "");
}

}  // namespace
}  // namespace xmppconf::reports
