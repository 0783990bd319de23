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
    for (const Finding& finding : findingsOf(vectors))
        order += finding.vector->id + std::to_string(finding.blocks);
    EXPECT_EQ(order, "e2c2b0") << "what others rest on before its consequences, then by verdict";
    EXPECT_EQ(blocksText({&vectors[0], 2}), "2 vectors are blocked by this");
    EXPECT_EQ(blocksText({&vectors[0], 1}), "1 vector is blocked by this");
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
    for (const Finding& finding : findingsOf(vectors)) order += finding.vector->id + " ";
    EXPECT_EQ(order, "always/namespace bind always/elsewhere ");
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
