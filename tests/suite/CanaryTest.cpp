#include <gtest/gtest.h>

#include "suite/corpus/Selection.h"
#include "suite/run/Canary.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;

class CanaryTest : public testing::Test {
  protected:
    CanaryTest() {
        for (const std::string_view id : kStepIds) corpus_.vector(std::string(id), {"A/1/x"});
        for (const std::string_view id : kLoginIds) corpus_.vector(std::string(id), {"A/1/x"}, {"alice"});
    }

    struct Found {
        std::string login, greeting, reason, evidence;
    };
    Found found(int accounts = 1) {
        AccountPool pool(test::accounts(accounts));
        const Pause pause = [](octets::Duration) { return true; };
        const Converse converse = target_.conversations()();
        Canary canary(corpus_.corpus, pool, clock_, pause, converse);
        canary.climb(kStepIds);
        canary.climb(kLoginIds);
        return {canary.login() ? canary.login()->id : "", canary.greeting() ? canary.greeting()->id : "",
                canary.reason(), canary.evidence() ? canary.evidence()->vector->id : ""};
    }

    test::SmallCorpus corpus_;
    test::FakeTarget target_;
    octets::SystemClock clock_;
};

TEST_F(CanaryTest, isTheWholeLoginWhenItWorks) {
    const Found canary = found();
    EXPECT_EQ(canary.login, kCanaryId);
    EXPECT_EQ(canary.greeting, kProtectedId);
    EXPECT_EQ(canary.reason, "");
    EXPECT_EQ(canary.evidence, "");
}

TEST_F(CanaryTest, isTheHighestStepThatWorksWithTheReasonWhyNoHigher) {
    target_.script("session/canary", {Verdict::Fail});
    target_.script("restart/canary", {Verdict::Blocked});
    const Found canary = found();
    EXPECT_EQ(canary.login, "sasl/canary");
    EXPECT_EQ(canary.greeting, kProtectedId);
    EXPECT_EQ(canary.reason, "reason 1");
    EXPECT_EQ(canary.evidence, "restart/canary");
    EXPECT_EQ(target_.timesHeld("restart/canary"), 2U) << "what fails quickly is asked twice";
    EXPECT_EQ(target_.timesHeld("session/canary"), 0U) << "nothing above it works";
}

TEST_F(CanaryTest, oneQuickFailureIsNoProof) {
    target_.script("session/canary", {Verdict::Fail, Verdict::Pass});
    EXPECT_EQ(found().login, kCanaryId);
}

TEST_F(CanaryTest, aSilenceIsBelieved) {
    target_.script("features/probe", {Verdict::Fail, Verdict::Pass});
    target_.takes("features/probe", std::chrono::seconds(10));
    EXPECT_EQ(found().login, "stream/canary");
}

TEST_F(CanaryTest, needsNoAccountWhereTheRunHasNone) {
    const Found canary = found(0);
    EXPECT_EQ(canary.login, kProtectedId);
    EXPECT_EQ(canary.reason, "");
}

}  // namespace
}  // namespace xmppconf::suite
