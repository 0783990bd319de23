#include <gtest/gtest.h>

#include "SampleRun.h"
#include "reports/model/CommonCause.h"

namespace xmppconf::reports {
namespace {

using dialogue::Obstacle;
using dialogue::Outcome;
using judge::Verdict;

class CommonCauseTest : public testing::Test {
  protected:
    Outcome outcome(const std::string& requirement, Verdict verdict, std::vector<std::string> owedBy = {}) {
        Outcome outcome;
        outcome.vector = &run_.corpus.vectors.at(0);
        outcome.verdict = verdict;
        outcome.why = judge::said("nothing came");
        judge::Check check;
        check.requirement = requirement;
        check.verdict = verdict;
        check.owedBy = std::move(owedBy);
        outcome.checks = {check};
        return outcome;
    }

    SampleRun run_;
    CommonCause cause_{run_.corpus};
};

TEST_F(CommonCauseTest, BlocksWhatIsOwedByARequirementThatIsBrokenAndNeverMet) {
    cause_.add(outcome("sends", Verdict::Fail));
    const Outcome wanting = outcome("sends-so", Verdict::Fail, {"sends"});
    cause_.add(wanting);
    ASSERT_TRUE(cause_.mayExplain(wanting));
    const Outcome settled = cause_.explained(wanting);
    EXPECT_EQ(settled.verdict, Verdict::Blocked);
    EXPECT_EQ(settled.blockedBy.kind, Obstacle::Kind::Requirement);
    EXPECT_EQ(settled.blockedBy.id, "sends");
    EXPECT_EQ(settled.reason(), "not judged, since sends is broken wherever it is asked for: nothing came");
    EXPECT_TRUE(settled.checks.empty()) << "nothing is said about what did not come";
}

TEST_F(CommonCauseTest, WhatWasMetOnceExplainsNothing) {
    cause_.add(outcome("sends", Verdict::Fail));
    Outcome late = outcome("sends", Verdict::Fail);
    late.earlier = {outcome("sends", Verdict::Pass)};
    cause_.add(late);
    EXPECT_EQ(cause_.explained(outcome("sends-so", Verdict::Fail, {"sends"})).verdict, Verdict::Fail);
}

TEST_F(CommonCauseTest, WhatNobodyShowsBrokenExplainsNothing) {
    cause_.add(outcome("sends-so", Verdict::Fail, {"sends"}));
    EXPECT_EQ(cause_.explained(outcome("sends-so", Verdict::Fail, {"sends"})).verdict, Verdict::Fail);
}

TEST_F(CommonCauseTest, WhatOwesSomethingItselfIsBrokenWhereThatWasMet) {
    cause_.add(outcome("sends", Verdict::Fail, {"opens"}));
    const Outcome wanting = outcome("sends-so", Verdict::Fail, {"sends"});
    EXPECT_EQ(cause_.explained(wanting).verdict, Verdict::Fail);
    cause_.add(outcome("opens", Verdict::Pass));
    EXPECT_EQ(cause_.explained(wanting).blockedBy.id, "sends");
}

TEST_F(CommonCauseTest, WhatIsBrokenInTheSameConversationIsNotMet) {
    Outcome half = outcome("sends", Verdict::Pass);
    half.checks.push_back(outcome("sends", Verdict::Fail).checks.front());
    cause_.add(half);
    EXPECT_EQ(cause_.explained(outcome("sends-so", Verdict::Fail, {"sends"})).blockedBy.id, "sends");
}

TEST_F(CommonCauseTest, WhatAVectorBuildsOnIsToldByThoseThatAskForIt) {
    Outcome building = outcome("answers", Verdict::Fail);
    building.checks.front().inSetUp = true;
    cause_.add(building);
    ASSERT_TRUE(cause_.mayExplain(building));
    EXPECT_EQ(cause_.explained(building).verdict, Verdict::Fail) << "nobody else tells it";
    Outcome late = outcome("answers", Verdict::Pass);
    late.earlier = {outcome("answers", Verdict::Fail)};
    late.mark = dialogue::Mark::Load;
    cause_.add(late);
    Outcome flaky = outcome("answers", Verdict::Fail);
    flaky.mark = dialogue::Mark::Flaky;
    cause_.add(flaky);
    EXPECT_EQ(cause_.explained(building).verdict, Verdict::Fail) << "nobody tells it for sure";
    cause_.add(outcome("answers", Verdict::Fail));
    const Outcome settled = cause_.explained(building);
    EXPECT_EQ(settled.verdict, Verdict::Blocked);
    EXPECT_EQ(settled.blockedBy.id, "answers");
    EXPECT_EQ(settled.reason(),
              "not judged, since answers is broken before the vector comes to ask: nothing came");
    EXPECT_TRUE(settled.checks.empty());
}

TEST_F(CommonCauseTest, WhatIsNeverMetIsToldByTheFirstThreeOfTheCorpus) {
    vector::Corpus corpus;
    corpus.vectors.resize(5);
    for (vector::Vector& vector : corpus.vectors) vector.judges = {{"a", "answers"}, {"b", "rarely"}};
    corpus.vectors[0].judges.pop_back();
    corpus.vectors[1].judges.pop_back();
    CommonCause cause(corpus);
    const auto broken = [&](std::size_t at, const std::string& requirement = "answers") {
        Outcome result = outcome(requirement, Verdict::Fail);
        result.vector = &corpus.vectors[at];
        return result;
    };
    for (const std::size_t at : {4, 1, 3, 0}) {
        cause.add(broken(at));
        EXPECT_TRUE(cause.mayExplain(broken(at)));
    }
    EXPECT_EQ(cause.explained(broken(0)).verdict, Verdict::Fail);
    EXPECT_EQ(cause.explained(broken(3)).verdict, Verdict::Fail);
    EXPECT_EQ(cause.explained(broken(4)).verdict, Verdict::Blocked);
    EXPECT_EQ(cause.explained(broken(4)).blockedBy.id, "answers");
    Outcome spoiled = broken(2);
    spoiled.verdict = Verdict::Blocked;
    cause.add(spoiled);
    EXPECT_EQ(cause.explained(broken(3)).verdict, Verdict::Fail) << "what is blocked tells nothing";
    cause.add(broken(2));
    EXPECT_EQ(cause.explained(broken(3)).verdict, Verdict::Blocked);
    EXPECT_FALSE(cause.mayExplain(broken(3, "rarely"))) << "all that ask for it may tell it";
    CommonCause each = cause;
    each.tellEach();
    EXPECT_FALSE(each.mayExplain(broken(4)));
    EXPECT_EQ(each.explained(broken(4)).verdict, Verdict::Fail);
    Outcome met = outcome("answers", Verdict::Pass);
    vector::Vector elsewhere;
    elsewhere.step = vector::Step::Close;
    met.vector = &elsewhere;
    cause.add(met);
    EXPECT_EQ(cause.explained(broken(4)).verdict, Verdict::Blocked) << "it is met in another step";
    met.vector = &corpus.vectors[1];
    cause.add(met);
    EXPECT_FALSE(cause.mayExplain(broken(4))) << "it is met";
    EXPECT_EQ(cause.explained(broken(4)).verdict, Verdict::Fail);
}

TEST_F(CommonCauseTest, OfSeveralThatAreOwedNoneMayHaveBeenMet) {
    cause_.add(outcome("refuses", Verdict::Fail));
    EXPECT_EQ(cause_.explained(outcome("x", Verdict::Fail, {"answers", "refuses"})).blockedBy.id, "refuses");
    cause_.add(outcome("answers", Verdict::Pass));
    EXPECT_EQ(cause_.explained(outcome("x", Verdict::Fail, {"answers", "refuses"})).verdict, Verdict::Fail);
}

TEST_F(CommonCauseTest, WhatBreaksSomethingElseStands) {
    cause_.add(outcome("sends", Verdict::Fail));
    Outcome more = outcome("sends-so", Verdict::Fail, {"sends"});
    more.checks.push_back(outcome("other", Verdict::Fail).checks.front());
    EXPECT_FALSE(cause_.mayExplain(more));
    EXPECT_EQ(cause_.explained(more).verdict, Verdict::Fail);
    Outcome hurt = outcome("sends-so", Verdict::Fail, {"sends"});
    hurt.hurt = true;
    EXPECT_EQ(cause_.explained(hurt).verdict, Verdict::Fail) << "the server was gone";
    Outcome flaky = outcome("sends-so", Verdict::Fail, {"sends"});
    flaky.mark = dialogue::Mark::Flaky;
    EXPECT_EQ(cause_.explained(flaky).verdict, Verdict::Fail) << "it came another time";
}

TEST_F(CommonCauseTest, WhatInvariantsSawIsToldElsewhere) {
    cause_.add(outcome("sends", Verdict::Fail));
    Outcome wanting = outcome("sends-so", Verdict::Fail, {"sends"});
    wanting.checks.push_back(outcome("form", Verdict::Fail).checks.front());
    wanting.checks.back().invariant = "form";
    const Outcome settled = cause_.explained(wanting);
    EXPECT_EQ(settled.verdict, Verdict::Blocked);
    ASSERT_EQ(settled.checks.size(), 1u);
    EXPECT_EQ(settled.checks[0].invariant, "form");
}

}  // namespace
}  // namespace xmppconf::reports
