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
        for (const std::string_view id : kCanaryIds) {
            const bool needsAccount = id.ends_with("/canary") && !id.starts_with("stream/");
            corpus_.vector(std::string(id), {"A/1/x"},
                           needsAccount ? std::vector<std::string>{"alice"} : std::vector<std::string>{});
        }
    }

    Canary found(int accounts = 1) {
        AccountPool pool(test::accounts(accounts));
        const auto canary = findCanary(
            corpus_.corpus, pool, clock_, [](octets::Duration) { return true; }, target_.conversations()());
        return canary.value();
    }

    test::SmallCorpus corpus_;
    test::FakeTarget target_;
    octets::SystemClock clock_;
};

TEST_F(CanaryTest, isTheWholeLoginWhenItWorks) {
    const Canary canary = found();
    EXPECT_EQ(canary.login->id, kCanaryId);
    EXPECT_EQ(canary.greeting->id, kProtectedId);
    EXPECT_EQ(canary.reason, "");
    EXPECT_FALSE(canary.evidence);
}

TEST_F(CanaryTest, isTheDeepestStepThatWorksWithTheReasonWhyNoDeeper) {
    target_.script("session/canary", {Verdict::Fail});
    target_.script("restart/canary", {Verdict::Blocked});
    const Canary canary = found();
    EXPECT_EQ(canary.login->id, "sasl/canary");
    EXPECT_EQ(canary.greeting->id, kProtectedId);
    EXPECT_EQ(canary.reason, "reason 1");
    EXPECT_EQ(target_.timesHeld("session/canary"), 2U) << "each is asked twice";
    ASSERT_TRUE(canary.evidence);
    EXPECT_EQ(canary.evidence->vector->id, kCanaryId);
}

TEST_F(CanaryTest, oneFailureIsNoProof) {
    target_.script("session/canary", {Verdict::Fail, Verdict::Pass});
    EXPECT_EQ(found().login->id, kCanaryId);
}

TEST_F(CanaryTest, isTheConnectionWhenNothingElseWorks) {
    for (const std::string_view id : kCanaryIds)
        if (id != "stream/reachable") target_.script(std::string(id), {Verdict::Fail});
    const Canary canary = found();
    EXPECT_EQ(canary.login->id, "stream/reachable");
    EXPECT_EQ(canary.greeting->id, "stream/reachable");
}

TEST_F(CanaryTest, needsNoAccountWhereTheRunHasNone) {
    const Canary canary = found(0);
    EXPECT_EQ(canary.login->id, kProtectedId);
    EXPECT_EQ(canary.reason, "");
}

}  // namespace
}  // namespace xmppconf::suite
