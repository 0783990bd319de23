#include <gtest/gtest.h>

#include "SampleRun.h"
#include "reports/model/AttemptsText.h"
#include "reports/model/Blockade.h"
#include "reports/model/LoginTroubles.h"

namespace xmppconf::reports {
namespace {

using dialogue::Login;
using dialogue::Obstacle;
using judge::Verdict;

VectorBrief brief(const std::string& id, Verdict verdict, Obstacle by = {}, const std::string& broken = {}) {
    VectorBrief vector;
    vector.id = id;
    vector.verdict = verdict;
    vector.blockedBy = std::move(by);
    if (!broken.empty()) vector.judged = {{broken, verdict}};
    return vector;
}

TEST(Blockade, OneCauseIsToldOnceAndWhatBlocksMostFirst) {
    const Obstacle success{Obstacle::Kind::Requirement, "R/success"};
    const std::vector<VectorBrief> vectors = {brief("a", Verdict::Blocked, {Obstacle::Kind::Account, "u@h"}),
                                              brief("b", Verdict::Fail, {}, "R/other"),
                                              brief("c", Verdict::Warn, {}, "R/success"),
                                              brief("d", Verdict::Blocked, success),
                                              brief("e", Verdict::Fail, {}, "R/success"),
                                              brief("f", Verdict::Blocked, success),
                                              brief("g", Verdict::Blocked)};
    const auto blockades = blockadesOf(vectors);
    ASSERT_EQ(blockades.size(), 2u);
    EXPECT_EQ(blockadeText(blockades[0]), "2 blocked by R/success, broken in c");
    EXPECT_EQ(blockadeText(blockades[1]), "1 blocked by the account u@h");

    std::string order;
    for (const Finding& finding : findingsOf(vectors, {}, {}))
        order += finding.vector->id + std::to_string(finding.blocks);
    EXPECT_EQ(order, "e2c2b0") << "what others rest on before its consequences, then by verdict";
    EXPECT_EQ(blocksText({&vectors[0], 2, nullptr}), "2 vectors are blocked by this");
    EXPECT_EQ(blocksText({&vectors[0], 1, nullptr}), "1 vector is blocked by this");
}

TEST(Blockade, ARuleOverAllTrafficComesBeforeWhatItBroke) {
    const Obstacle bound{Obstacle::Kind::Requirement, "R/bound"};
    std::vector<VectorBrief> vectors = {brief("always/namespace", Verdict::Fail, {}, "R/namespace"),
                                        brief("always/elsewhere", Verdict::Fail, {}, "R/elsewhere"),
                                        brief("bind", Verdict::Fail, {}, "R/bound"),
                                        brief("c", Verdict::Blocked, bound),
                                        brief("d", Verdict::Blocked, bound)};
    vectors[0].seenIn = {"bind"};
    vectors[1].seenIn = {"c"};
    std::string order;
    for (const Finding& finding : findingsOf(vectors, {}, {})) order += finding.vector->id + " ";
    EXPECT_EQ(order, "always/namespace bind always/elsewhere ");
}

TEST(Findings, AreOrderedByWhatTheyBlockThenByVerdictImpactAndReach) {
    using vector::Impact;
    Requirements catalogue;
    for (const auto& [id, impact] :
         {std::pair("R/security", Impact::Security), std::pair("R/locked-out", Impact::Interoperability),
          std::pair("R/robust", Impact::Robustness), std::pair("R/form", Impact::Form),
          std::pair("R/cause", Impact::Form)})
        catalogue[id].impact = impact;
    std::vector<VectorBrief> vectors = {
        brief("always/form", Verdict::Fail, {}, "R/form"),
        brief("always/wide", Verdict::Fail, {}, "R/form"),
        brief("robust", Verdict::Fail, {}, "R/robust"),
        brief("hole", Verdict::Warn, {}, "R/security"),
        brief("locked-out", Verdict::Fail, {}, "R/locked-out"),
        brief("worse-hole", Verdict::Fail, {}, "R/security"),
        brief("cause", Verdict::Warn, {}, "R/cause"),
        brief("blocked", Verdict::Blocked, {Obstacle::Kind::Requirement, "R/cause"})};
    vectors[0].seenIn = {"robust"};
    vectors[1].seenIn = {"robust", "hole"};
    const auto order = [&](const ImpactFilter& impacts) {
        std::string text;
        for (const Finding& finding : findingsOf(vectors, catalogue, impacts))
            text += finding.vector->id + " ";
        return text;
    };
    EXPECT_EQ(order({}), "cause worse-hole locked-out robust always/wide always/form hole ");
    EXPECT_EQ(order({{Impact::Security}, catalogue}), "worse-hole hole ");
    EXPECT_EQ(order({{Impact::Security, Impact::Robustness}, catalogue}), "worse-hole robust hole ");

    vectors[5].judged.push_back({"R/form", Verdict::Fail});
    vectors[5].judged.push_back({"R/locked-out", Verdict::Warn});
    const std::vector<VectorBrief> one = {vectors[5]};
    const Finding finding = findingsOf(one, catalogue, {})[0];
    EXPECT_EQ(finding.gravest, &catalogue["R/security"]);
    EXPECT_EQ(finding.broken.size(), 3U);
    const ImpactFilter few({Impact::Form, Impact::Interoperability}, catalogue);
    const Finding fewer = findingsOf(one, catalogue, few)[0];
    EXPECT_EQ(fewer.gravest, &catalogue["R/form"]) << "that which decides the verdict";
    EXPECT_EQ(fewer.broken, (std::vector<std::string_view>{"R/form", "R/locked-out"}));
}

TEST(Findings, WhatTellsOfNoRequirementIsAlwaysListed) {
    VectorBrief killed = brief("killed", Verdict::Fail, {}, "R/form");
    killed.hurt = true;
    Requirements catalogue;
    catalogue["R/form"].impact = vector::Impact::Form;
    const ImpactFilter security({vector::Impact::Security}, catalogue);
    EXPECT_EQ(findingsOf({brief("ours", Verdict::Error)}, catalogue, security).size(), 1U);
    EXPECT_EQ(findingsOf({killed}, catalogue, security).size(), 1U);
    EXPECT_EQ(findingsOf({brief("form", Verdict::Fail, {}, "R/form")}, catalogue, security).size(), 0U);
}

TEST(Blockade, ARequirementThatNothingFoundBrokenIsNamedAlone) {
    const std::vector<VectorBrief> vectors = {
        brief("a", Verdict::Blocked, {Obstacle::Kind::Requirement, "R/x"}),
        brief("b", Verdict::Blocked, {Obstacle::Kind::Limit, ""})};
    const auto blockades = blockadesOf(vectors);
    ASSERT_EQ(blockades.size(), 2u);
    EXPECT_EQ(blockadeText(blockades[0]), "1 blocked by R/x");
    EXPECT_EQ(blockadeText(blockades[1]), "1 blocked by a limit of xmppconf");
}

TEST(LoginTroubles, OneSentenceForEachAccountAndWayToFail) {
    SampleRun run;
    EXPECT_TRUE(loginTroubles(run.facts).empty());
    run.breakLogins();
    EXPECT_EQ(loginTroubles(run.facts),
              (std::vector<std::string>{
                  "the login does not work: no bind result came (the step restart stands in for it)",
                  "user1@localhost: SCRAM-SHA-1-PLUS (tls-exporter) broken (no challenge came)",
                  "user2@localhost: SCRAM-SHA-1, PLAIN refused (not-authorized): wrong password, or no such "
                  "account?",
                  "user3@localhost: PLAIN unusable (the password holds U+0007)"}));
    run.facts.canary.clear();
    EXPECT_EQ(loginTroubles(run.facts)[0], "the login does not work: no bind result came");
}

TEST(Attempts, AreToldByNumberWhicheverCounts) {
    SampleRun run;
    run.breakLogins();
    const WholeReport whole = wholeOf(run);
    EXPECT_EQ(attemptsText(whole.vectors[0]), "fail beside others, pass alone");
    EXPECT_EQ(attemptsText(whole.vectors[6]), "fail beside others, fail alone, pass alone");
    EXPECT_EQ(attemptsText(whole.vectors[1]), "");
}

}  // namespace
}  // namespace xmppconf::reports
