#include <gtest/gtest.h>

#include "Golden.h"
#include "Page.h"
#include "SampleRun.h"
#include "reports/files/JsonReport.h"
#include "reports/files/ReportReader.h"
#include "reports/html/HtmlDiff.h"
#include "reports/model/InvariantFindings.h"
#include "reports/model/ReportDiff.h"
#include "reports/terminal/DiffText.h"

namespace xmppconf::reports {
namespace {

using judge::Verdict;

/// What became of a vector: its first check and its verdict.
void become(SampleRun& run, std::size_t vector, Verdict verdict) {
    auto& outcome = run.outcomes.at(vector);
    outcome.verdict = verdict;
    outcome.why = judge::said("changed");
    const bool judged = verdict == Verdict::Pass || verdict == Verdict::Fail || verdict == Verdict::Warn ||
                        verdict == Verdict::Info;
    if (!judged) return outcome.checks.clear();
    if (outcome.checks.empty()) {
        outcome.checks.emplace_back();
        outcome.checks[0].requirement = outcome.vector->judges.at(0).requirement;
    }
    outcome.checks[0].verdict = verdict;
}

std::string shown(const ReportDiff& diff) {
    std::string text;
    for (const ChangeRow& row : diff.rows)
        text += std::string(nameOf(row.change)) + " " + row.vector + " " + row.before + ">" + row.after +
                (row.regression ? " !" : "") + '\n';
    return text;
}

std::string changed(const SampleRun& before, const SampleRun& after) {
    return shown(differenceOf(wholeOf(before), wholeOf(after)));
}

TEST(ReportDiff, TheSameRunDiffersInNothing) {
    EXPECT_EQ(changed(SampleRun(), SampleRun()), "");
    const WholeReport whole = wholeOf(SampleRun());
    EXPECT_TRUE(diffText(whole.report, whole.report, {}, Palette(false))
                    .ends_with("\nNothing changed; no regression\n"));
}

TEST(ReportDiff, TellsEveryKindOfChange) {
    struct Row {
        Verdict before;
        Verdict after;
        std::string change;
    };
    const Row rows[] = {
        {Verdict::Pass, Verdict::Fail, "newly-fails stream/header/plain pass>fail !\n"},
        {Verdict::Pass, Verdict::Warn, "newly-warns stream/header/plain pass>warn !\n"},
        {Verdict::Pass, Verdict::Info, "newly-warns stream/header/plain pass>info\n"},
        {Verdict::Pass, Verdict::Blocked, "no-longer-judged stream/header/plain pass>not judged !\n"},
        {Verdict::Pass, Verdict::Error, "no-longer-judged stream/header/plain pass>not judged !\n"},
        {Verdict::Fail, Verdict::Skip, "no-longer-judged stream/header/plain fail>not judged\n"},
        {Verdict::Fail, Verdict::Pass, "newly-passes stream/header/plain fail>pass\n"},
        {Verdict::Blocked, Verdict::Fail, "newly-fails stream/header/plain not judged>fail\n"},
        {Verdict::Blocked, Verdict::Pass, "now-judged stream/header/plain not judged>pass\n"},
        {Verdict::Blocked, Verdict::Skip, ""},
        {Verdict::Warn, Verdict::Fail, "newly-fails stream/header/plain warn>fail\n"},
    };
    for (const Row& row : rows) {
        SampleRun before;
        SampleRun after;
        become(before, 0, row.before);
        become(after, 0, row.after);
        EXPECT_EQ(changed(before, after), row.change);
    }
}

TEST(ReportDiff, WhatARevisedVectorJudgesOtherwiseIsNoRegression) {
    const SampleRun before;
    SampleRun after;
    become(after, 0, Verdict::Fail);
    after.corpus.vectors[0].revision = 2;
    EXPECT_EQ(changed(before, after), "judges-otherwise stream/header/plain pass>fail\n");
    EXPECT_EQ(changed(after, before), "judges-otherwise stream/header/plain fail>pass\n");
    const WholeReport old = wholeOf(before);
    const WholeReport now = wholeOf(after);
    const ReportDiff diff = differenceOf(old, now);
    const std::string text = diffText(old.report, now.report, diff, Palette(false));
    EXPECT_NE(text.find("\nJudges otherwise (1)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n      judges otherwise since revision 2 of the vector\n"), std::string::npos)
        << text;
    EXPECT_TRUE(text.ends_with("Judges otherwise: 1; no regression\n")) << text;
    EXPECT_NE(htmlDiff(old.report, now.report, diff).find(">revision 2</small>"), std::string::npos);
    after.outcomes[0].hurt = true;
    EXPECT_NE(changed(before, after).find("newly-fails stream/header/plain pass>fail !"), std::string::npos)
        << "that the server died is no judgement of the vector's";
}

TEST(ReportDiff, TellsWhatAppearedAndVanished) {
    const SampleRun whole;
    SampleRun less;
    less.outcomes.erase(less.outcomes.begin());  // it passed
    less.outcomes.erase(less.outcomes.begin());  // it failed
    EXPECT_EQ(changed(whole, less),
              "vanished stream/header/plain pass>absent !\n"
              "vanished stream/header/wrong-namespace fail>absent\n");
    EXPECT_EQ(changed(less, whole),
              "appeared stream/header/plain absent>pass\n"
              "appeared stream/header/wrong-namespace absent>fail\n");
}

TEST(ReportDiff, FollowsTheBaselinesOfBoth) {
    const SampleRun plain;
    SampleRun accepting;
    accepting.holdAgainstBaseline();
    EXPECT_EQ(changed(plain, accepting), "newly-accepted stream/header/wrong-namespace fail>accepted\n");
    EXPECT_EQ(changed(accepting, plain), "newly-fails stream/header/wrong-namespace accepted>fail !\n");
    SampleRun blocked;
    blocked.holdAgainstBaseline();
    become(blocked, 1, Verdict::Blocked);
    EXPECT_EQ(changed(accepting, blocked),
              "no-longer-judged stream/header/wrong-namespace accepted>not judged !\n");
}

TEST(ReportDiff, AnInvariantIsOneChangeAndOneWithoutOccasionIsNone) {
    SampleRun before;
    SampleRun after;
    auto check = before.outcomes[0].checks[0];
    check.requirement = "RFC6120/4.10/later";
    check.invariant = "no-nonsense";
    const auto tell = [&](SampleRun& run, std::initializer_list<std::size_t> where) {
        InvariantFindings invariants(run.corpus);
        for (const std::size_t at : where) run.outcomes[at].checks.push_back(check);
        for (const auto& outcome : run.outcomes) invariants.add(outcome);
        for (auto& told : invariants.outcomes(true)) run.outcomes.push_back(told);
    };
    tell(before, {0});
    EXPECT_EQ(changed(before, after), "");
    EXPECT_EQ(changed(after, before), "");
    check.verdict = Verdict::Fail;
    tell(after, {0, 2, 3});
    EXPECT_EQ(changed(before, after), "newly-fails always/no-nonsense pass>fail !\n");
    EXPECT_EQ(changed(after, before), "newly-passes always/no-nonsense fail>pass\n");
    EXPECT_EQ(changed(SampleRun(), after), "newly-fails always/no-nonsense not judged>fail\n");
    EXPECT_EQ(changed(after, SampleRun()), "no-longer-judged always/no-nonsense fail>not judged\n");
}

TEST(ReportDiff, AServerThatDiesIsARegressionOfTheWholeVector) {
    SampleRun after;
    after.outcomes[0].hurt = true;
    after.outcomes[0].verdict = Verdict::Fail;
    const ReportDiff diff = differenceOf(wholeOf(SampleRun()), wholeOf(after));
    ASSERT_EQ(diff.rows.size(), 1u);
    EXPECT_EQ(diff.rows[0].requirement, "");
    EXPECT_TRUE(diff.rows[0].regression);
    EXPECT_EQ(diff.rows[0].before, "pass");
}

TEST(ReportDiff, IsShownAsTextAndAsAPage) {
    const WholeReport before = wholeOf(SampleRun());
    SampleRun changedRun;
    become(changedRun, 0, Verdict::Fail);
    become(changedRun, 1, Verdict::Pass);
    changedRun.outcomes[0].why = judge::said(kHostileText);
    changedRun.info.host = kHostileText;
    const WholeReport after = wholeOf(changedRun);
    const ReportDiff diff = differenceOf(before, after);
    const std::string text = diffText(before.report, after.report, diff, Palette(false));
    EXPECT_NE(
        text.find("\nNewly fails (1)\n  stream/header/plain  RFC6120/4.3.3/new-stream-id: pass -> fail\n"),
        std::string::npos)
        << text;
    EXPECT_TRUE(text.ends_with("\nNewly fails: 1, Newly passes: 1; 1 regression\n")) << text;
    for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    const std::string page = htmlDiff(before.report, after.report, diff);
    const Page seen = parsePage(page);
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.elements.count("img"), 0u);
    EXPECT_EQ(seen.elements.at("li"), 2);
    for (const char* part :
         {"<li data-verdict=\"newly-fails\" data-levels=\"MUST\">", "name=\"verdict\" value=\"vanished\"",
          "id=\"newly-fails\"", "id=\"newly-passes\"", "<p class=\"verdict\">1 regression</p>",
          "<strong>regression</strong>"})
        EXPECT_NE(page.find(part), std::string::npos) << part;
}

}  // namespace
}  // namespace xmppconf::reports
