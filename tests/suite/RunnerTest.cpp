#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <utility>

#include "suite/corpus/Selection.h"
#include "suite/run/Runner.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;
using Ids = std::vector<std::string>;

class RunnerTest : public testing::Test {
  protected:
    RunnerTest() {
        corpus_.vector(std::string(kGreetingId), {"A/1/greets"});
        corpus_.vector(std::string(kCanaryId), {"A/1/logs-in"}, {"alice"});
    }

    void add(const std::string& id, std::vector<std::string> roles = {}) {
        corpus_.vector(id, {"A/1/x"}, std::move(roles));
    }
    void addHarmful(const std::string& id) { corpus_.vector(id, {"A/1/x"}).harmful = true; }

    RunEnd carryOutAll(int jobs, int accounts = 2, octets::Duration patience = std::chrono::seconds(1),
                       ConverseMaker conversations = {}) {
        AccountPool pool(test::accounts(accounts), octets::Duration(100));
        // Waiting costs no time: the hands of this clock move when somebody waits.
        const Pause pause = [this](octets::Duration duration) {
            clock_.move(duration);
            return !interrupted_;
        };
        Health health(*corpus_.corpus.vector(kGreetingId), *corpus_.corpus.vector(kCanaryId), pool, clock_,
                      pause);
        BaselineWatch watch(corpus_.corpus, vector::Level::May, {});
        Findings findings(corpus_.corpus, vector::Level::May, watch, heard_);
        if (!conversations) conversations = target_.conversations();
        const auto selected = selectVectors(corpus_.corpus, {});
        Plan plan = planOf(selected.value(), pool, false);
        const RunEnd end =
            carryOut(std::move(plan), {conversations, health, pool, clock_, findings,
                                       [this] { return interrupted_.load(); }, jobs, patience});
        findings.finishRun(false);
        count_ = findings.count();
        return end;
    }

    struct Clock final : octets::Clock {
        octets::Instant now() const override {
            return octets::SystemClock().now() + octets::Duration(moved.load());
        }
        void move(octets::Duration duration) { moved += duration.count(); }
        std::atomic<octets::Duration::rep> moved = 0;
    };

    test::SmallCorpus corpus_;
    test::FakeTarget target_;
    test::Hearing heard_;
    Clock clock_;
    std::atomic<bool> interrupted_ = false;
    VerdictCount count_;
};

TEST_F(RunnerTest, everyVectorFinishesOnceWhateverTheJobs) {
    for (int i = 0; i < 120; ++i) {
        const std::string n = std::to_string(i);
        if (i % 3 == 0)
            add("stream/v" + n);
        else
            add("sasl/v" + n, i % 3 == 1 ? Ids{"alice"} : Ids{"alice", "bob"});
    }
    for (const int jobs : {1, 8}) {
        heard_ = {};
        const RunEnd end = carryOutAll(jobs, 3);
        EXPECT_EQ(end.ending, Ending::Complete);
        EXPECT_EQ(end.reason, "");
        EXPECT_EQ(heard_.finished.size(), 120U);
        EXPECT_EQ(heard_.started.size(), 120U);
        EXPECT_EQ(heard_.verdicts.size(), 120U);
        EXPECT_EQ(count_.of(Verdict::Pass), 120U);
        EXPECT_FALSE(target_.leasesBroken());
    }
}

TEST_F(RunnerTest, conversationsGoOnSideBySide) {
    for (int i = 0; i < 4; ++i) add("stream/v" + std::to_string(i));
    std::latch together(4);  // hangs unless four are held at a time
    target_.before = [&](const vector::Vector&) { together.arrive_and_wait(); };
    EXPECT_EQ(carryOutAll(4).ending, Ending::Complete);
    EXPECT_EQ(target_.mostAtATime(), 4);
}

TEST_F(RunnerTest, oneJobKeepsTheOrderOfTheCorpus) {
    for (const char* id : {"stream/a", "sasl/b", "bind/c"}) add(id);
    carryOutAll(1);
    EXPECT_EQ(heard_.finished, (Ids{"stream/a", "sasl/b", "bind/c"}));
}

TEST_F(RunnerTest, whatTheRunCannotDoIsSkippedWithTheReason) {
    add("sasl/three", {"alice", "bob", "carol"});
    corpus_.vector("stream/flood", {"A/1/x"}).intrusive = true;
    carryOutAll(2, 2);
    EXPECT_EQ(heard_.verdicts["sasl/three"], Verdict::Skip);
    EXPECT_EQ(heard_.reasons["sasl/three"], "it needs 3 accounts and the run has 2");
    EXPECT_EQ(heard_.verdicts["stream/flood"], Verdict::Skip);
    EXPECT_EQ(heard_.reasons["stream/flood"],
              "it is intrusive and the target is not loopback; --intrusive runs it");
    EXPECT_EQ(target_.held().size(), 0U);
}

TEST_F(RunnerTest, theBlockedAreRepeatedAloneAfterAllOthers) {
    add("stream/a");
    add("stream/b");
    add("stream/c");
    target_.script("stream/a", {Verdict::Blocked, Verdict::Pass});
    carryOutAll(1);
    EXPECT_EQ(heard_.started, (Ids{"stream/a", "stream/b", "stream/c"}));
    EXPECT_EQ(heard_.finished, (Ids{"stream/b", "stream/c", "stream/a"}));
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Pass);
    EXPECT_EQ(heard_.reasons["stream/a"], "");
    EXPECT_EQ(heard_.attempts["stream/a"], 2U);
    EXPECT_EQ(heard_.marks["stream/a"], "");
}

TEST_F(RunnerTest, theQuicklyBlockedAreTriedOnceMoreAmongOthers) {
    add("stream/a");
    add("stream/b");
    target_.script("stream/a", {Verdict::Blocked, Verdict::Pass});
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Pass);
    EXPECT_EQ(target_.timesHeld("stream/a"), 2U);
}

TEST_F(RunnerTest, whatStaysBlockedAmongOthersIsRepeatedAlone) {
    add("stream/a");
    add("stream/b");
    target_.script("stream/a", {Verdict::Blocked, Verdict::Blocked, Verdict::Blocked, Verdict::Pass});
    target_.script("stream/b", {Verdict::Blocked, Verdict::Blocked, Verdict::Pass});
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Pass);
    EXPECT_EQ(heard_.attempts["stream/a"], 4U);
    EXPECT_EQ(heard_.attempts["stream/b"], 3U);
}

TEST_F(RunnerTest, whatIsBlockedSlowlyIsNotTriedAgainAmongOthers) {
    add("stream/a");
    add("stream/b");
    target_.script("stream/a", {Verdict::Blocked, Verdict::Pass});
    target_.takes("stream/a", std::chrono::seconds(10));
    carryOutAll(4);
    EXPECT_EQ(heard_.attempts["stream/a"], 2U);
}

TEST_F(RunnerTest, whatIsBlockedTwiceAloneStaysBlocked) {
    add("stream/a");
    target_.script("stream/a", {Verdict::Blocked});
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Blocked);
    EXPECT_EQ(target_.timesHeld("stream/a"), 2U);
}

TEST_F(RunnerTest, repetitionsHaveABudget) {
    for (int i = 0; i < 20; ++i) {
        add("stream/v" + std::to_string(i));
        target_.script("stream/v" + std::to_string(i), {Verdict::Blocked});
    }
    bool alone = false;
    target_.before = [&](const vector::Vector& vector) {
        if (vector.id != kGreetingId && target_.held().size() > 40) alone = true;
        if (alone && vector.id != kCanaryId) clock_.move(std::chrono::seconds(1));
    };
    carryOutAll(1);
    EXPECT_EQ(heard_.finished.size(), 20U);
    EXPECT_EQ(count_.of(Verdict::Blocked), 20U);
    EXPECT_LT(target_.held().size(), 20U * 3);
}

TEST_F(RunnerTest, aQuickFailureIsTriedAgainBesideOthersAndThenAlone) {
    for (const char* id : {"stream/real", "stream/chance", "stream/load", "stream/flaky"}) add(id);
    target_.script("stream/real", {Verdict::Fail});
    target_.script("stream/chance", {Verdict::Warn, Verdict::Pass});
    target_.script("stream/load", {Verdict::Fail, Verdict::Fail, Verdict::Pass});
    target_.script("stream/flaky", {Verdict::Fail, Verdict::Pass, Verdict::Fail});
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/real"], Verdict::Fail);
    EXPECT_EQ(heard_.reasons["stream/real"], "reason 1");
    EXPECT_EQ(heard_.attempts["stream/real"], 3U);
    EXPECT_EQ(heard_.marks["stream/real"], "");
    for (const char* id : {"stream/chance", "stream/load"}) {
        EXPECT_EQ(heard_.verdicts[id], Verdict::Pass) << id;
        EXPECT_EQ(heard_.marks[id], "load") << id;
        EXPECT_EQ(heard_.attempts[id], 4U) << id;
    }
    EXPECT_EQ(heard_.verdicts["stream/flaky"], Verdict::Fail);
    EXPECT_EQ(heard_.marks["stream/flaky"], "flaky");
    EXPECT_EQ(count_.flaky(), 1U);
}

TEST_F(RunnerTest, setUpThatFailsTheSecondTimeTakesNothingBack) {
    add("stream/a");
    add("stream/b");
    target_.script("stream/a", {Verdict::Fail, Verdict::Blocked, Verdict::Blocked});
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Fail);
    EXPECT_EQ(heard_.reasons["stream/a"], "reason 1");
    EXPECT_EQ(heard_.marks["stream/a"], "");
}

TEST_F(RunnerTest, aFailureThatTookLongIsBelieved) {
    add("stream/a");
    target_.script("stream/a", {Verdict::Fail, Verdict::Pass});
    target_.takes("stream/a", std::chrono::seconds(10));
    carryOutAll(4);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Fail);
    EXPECT_EQ(target_.timesHeld("stream/a"), 1U);
}

TEST_F(RunnerTest, harmfulVectorsRunLastAndAloneEachFollowedByALogin) {
    addHarmful("stream/h1");
    addHarmful("stream/h2");
    add("stream/a");
    add("stream/b");
    carryOutAll(4);
    const Ids held = target_.held();
    ASSERT_EQ(held.size(), 6U);
    EXPECT_EQ(Ids(held.begin() + 2, held.end()),
              (Ids{"stream/h1", "session/canary", "stream/h2", "session/canary"}));
}

TEST_F(RunnerTest, theVectorAfterWhichNoLoginWorksFails) {
    addHarmful("stream/h1");
    addHarmful("stream/h2");
    addHarmful("stream/h3");
    // The login after h1 works, those after h2 do not, until it has come back.
    target_.script(std::string(kCanaryId),
                   {Verdict::Pass, Verdict::Blocked, Verdict::Blocked, Verdict::Pass});
    const RunEnd end = carryOutAll(4);
    EXPECT_EQ(end.ending, Ending::Complete);
    EXPECT_EQ(heard_.verdicts["stream/h1"], Verdict::Pass);
    EXPECT_EQ(heard_.verdicts["stream/h2"], Verdict::Fail);
    EXPECT_EQ(heard_.reasons["stream/h2"],
              "the server no longer accepts a login after this vector: reason 3");
    EXPECT_EQ(heard_.verdicts["stream/h3"], Verdict::Pass);
}

TEST_F(RunnerTest, oneFailedLoginIsNoProof) {
    addHarmful("stream/h1");
    target_.script(std::string(kCanaryId), {Verdict::Blocked, Verdict::Pass});
    carryOutAll(1);
    EXPECT_EQ(heard_.verdicts["stream/h1"], Verdict::Pass);
}

TEST_F(RunnerTest, aTargetThatDoesNotComeBackEndsTheRun) {
    addHarmful("stream/h1");
    addHarmful("stream/h2");
    target_.before = [&](const vector::Vector& vector) {
        target_.dead = target_.dead || vector.id == "stream/h1";
    };
    const RunEnd end = carryOutAll(1);
    EXPECT_EQ(end.ending, Ending::TargetLost);
    EXPECT_EQ(end.reason, "the server accepts no login any more since stream/h1: connection refused");
    EXPECT_EQ(heard_.finished, Ids{"stream/h1"});
    EXPECT_EQ(heard_.verdicts["stream/h1"], Verdict::Fail);
}

TEST_F(RunnerTest, whoRanAloneWhenTheTargetWasLostIsToBlame) {
    add("stream/a");
    add("stream/b");
    add("stream/c");
    target_.before = [&](const vector::Vector& vector) {
        target_.dead = target_.dead || vector.id == "stream/b";
    };
    const RunEnd end = carryOutAll(1);
    EXPECT_EQ(end.ending, Ending::TargetLost);
    EXPECT_EQ(end.reason,
              "the server stopped answering (connection refused) and does not come back; then ran stream/b");
    EXPECT_EQ(heard_.finished, (Ids{"stream/a", "stream/b"}));
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Fail);
}

TEST_F(RunnerTest, whoWasBlockedWhileTheTargetStillAnsweredIsNoSuspect) {
    add("stream/a");
    add("stream/b");
    target_.script("stream/a", {Verdict::Blocked});
    target_.before = [&](const vector::Vector& vector) {
        target_.dead = target_.dead || vector.id == "stream/b";
    };
    const RunEnd end = carryOutAll(1);
    EXPECT_EQ(end.reason,
              "the server stopped answering (connection refused) and does not come back; then ran stream/b");
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Blocked);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Fail);
}

TEST_F(RunnerTest, ofSeveralSuspectsNoneIsBlamedWithoutProof) {
    add("stream/a");
    add("stream/b");
    add("stream/c");
    std::latch together(2);
    target_.before = [&](const vector::Vector& vector) {
        if (vector.id == "stream/a" || vector.id == "stream/b") together.arrive_and_wait();
        target_.dead = true;
    };
    const RunEnd end = carryOutAll(2);
    EXPECT_EQ(end.ending, Ending::TargetLost);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Blocked);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Blocked);
}

TEST_F(RunnerTest, whoCameTooLateIsNoSuspect) {
    add("stream/a");
    add("stream/b");
    std::latch begun(1);
    std::latch killed(1);
    target_.before = [&](const vector::Vector& vector) {
        if (vector.id == "stream/a") {
            begun.wait();
            target_.dead = true;
            killed.count_down();
        }
    };
    const auto conversations = target_.conversations();
    const RunEnd end = carryOutAll(2, 2, std::chrono::seconds(1), [&] {
        return [converse = conversations(), &begun, &killed](const vector::Vector& vector, const Roles& roles,
                                                             int attempt) {
            if (vector.id == "stream/b") {
                begun.count_down();
                killed.wait();
            }
            return converse(vector, roles, attempt);
        };
    });
    EXPECT_EQ(end.ending, Ending::TargetLost);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Fail);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Blocked);
    EXPECT_EQ(end.reason,
              "the server stopped answering (connection refused) and does not come back; then ran stream/a");
}

TEST_F(RunnerTest, suspectsAreRepeatedOneByOneWhenTheTargetComesBack) {
    for (const char* id : {"stream/a", "stream/b", "stream/c", "stream/d"}) add(id);
    // b kills the server whenever it runs; somebody starts it again after a while.
    std::latch together(2);
    std::atomic<int> afterDeath = 0;
    target_.before = [&](const vector::Vector& vector) {
        const bool first = target_.timesHeld(vector.id) == 1;
        if (first && (vector.id == "stream/a" || vector.id == "stream/b")) together.arrive_and_wait();
        if (vector.id == "stream/b") {
            target_.dead = true;
            afterDeath = 0;
        } else if (vector.id == kCanaryId && ++afterDeath > 2) {
            target_.dead = false;
        }
    };
    const RunEnd end = carryOutAll(2, 2, std::chrono::seconds(10));
    EXPECT_EQ(end.ending, Ending::Complete) << end.reason;
    EXPECT_EQ(heard_.finished.size(), 4U);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Fail);
    for (const char* id : {"stream/a", "stream/c", "stream/d"})
        EXPECT_EQ(heard_.verdicts[id], Verdict::Pass) << id;
}

TEST_F(RunnerTest, anInterruptEndsTheRunAndKeepsWhatWasFound) {
    for (const char* id : {"stream/a", "stream/b", "stream/c", "stream/d"}) add(id);
    target_.script("stream/a", {Verdict::Fail});
    target_.script("stream/b", {Verdict::Blocked});
    target_.before = [&](const vector::Vector& vector) {
        if (vector.id != "stream/c") return;
        interrupted_ = true;
        target_.dead = true;
    };
    const RunEnd end = carryOutAll(1);
    EXPECT_EQ(end.ending, Ending::CutOff);
    EXPECT_EQ(heard_.finished, (Ids{"stream/b", "stream/a"})) << "a failure waits for what others show";
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Fail);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Blocked);
}

TEST_F(RunnerTest, anInterruptedRepetitionTakesNothingBack) {
    for (const char* id : {"stream/a", "stream/b", "stream/c"}) add(id);
    target_.script("stream/a", {Verdict::Fail, Verdict::Fail, Verdict::Pass});
    target_.script("stream/b", {Verdict::Fail, Verdict::Fail, Verdict::Pass});
    target_.before = [&](const vector::Vector& vector) {
        const bool fails = vector.id == "stream/a" || vector.id == "stream/b";
        if (fails && target_.timesHeld(vector.id) == 3) interrupted_ = true;
    };
    EXPECT_EQ(carryOutAll(2).ending, Ending::CutOff);
    EXPECT_EQ(heard_.finished.size(), 3U);
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Fail);
    EXPECT_EQ(heard_.verdicts["stream/b"], Verdict::Fail);
    EXPECT_EQ(target_.timesHeld("stream/a") + target_.timesHeld("stream/b"), 5U);
}

TEST_F(RunnerTest, theFirstAttemptIsToldWhenTheTargetIsLostBeforeTheSecond) {
    for (const char* id : {"stream/a", "stream/b", "stream/c"}) add(id);
    target_.script("stream/a", {Verdict::Blocked, Verdict::Pass});
    // While c talks, a is blocked and waits for its second turn, and b kills the server, which comes back
    // later.
    std::atomic<int> greetings = 0;
    const auto awaitGreetings = [&](int wanted) {
        for (int seen = greetings; seen < wanted; seen = greetings) greetings.wait(seen);
    };
    std::atomic<int> afterDeath = 0;
    target_.before = [&](const vector::Vector& vector) {
        const bool first = target_.timesHeld(vector.id) == 1;
        if (vector.id == kGreetingId) {
            ++greetings;
            greetings.notify_all();
        } else if (vector.id == "stream/b" && first) {
            awaitGreetings(1);
            target_.dead = true;
        } else if (vector.id == "stream/c" && first) {
            awaitGreetings(3);
        } else if (vector.id == kCanaryId && ++afterDeath > 2) {
            target_.dead = false;
        }
    };
    const RunEnd end = carryOutAll(2, 2, std::chrono::seconds(10));
    EXPECT_EQ(end.ending, Ending::Complete) << end.reason;
    EXPECT_EQ(heard_.verdicts["stream/a"], Verdict::Pass);
    EXPECT_EQ(heard_.attempts["stream/a"], 2U);
}

TEST_F(RunnerTest, aServerThatFallsOverAtAFewGreetingsIsNotLost) {
    const std::string greeting(kGreetingId);
    for (const char* id : {"stream/a", "stream/b"}) add(id);
    target_.script("stream/a", {Verdict::Fail, Verdict::Pass});
    target_.script(greeting, {Verdict::Blocked, Verdict::Blocked, Verdict::Blocked, Verdict::Pass});
    target_.falters(greeting);
    carryOutAll(2);
    EXPECT_EQ(heard_.marks["stream/a"], "load");
    EXPECT_EQ(target_.timesHeld(greeting), 4U);
    EXPECT_EQ(target_.timesHeld(std::string(kCanaryId)), 0U) << "nobody had to wait for it to come back";
}

TEST_F(RunnerTest, theFirstAttemptIsToldWhenTheSecondIsInterrupted) {
    for (const Verdict second : {Verdict::Pass, Verdict::Blocked}) {
        SCOPED_TRACE(judge::nameOf(second));
        if (second == Verdict::Pass) add("stream/a"), add("stream/b");
        heard_ = {};
        test::FakeTarget target;
        target.script("stream/a", {Verdict::Blocked, second});
        interrupted_ = false;
        target.before = [&](const vector::Vector& vector) {
            if (vector.id == "stream/a" && target.timesHeld("stream/a") == 2) interrupted_ = true;
        };
        EXPECT_EQ(carryOutAll(4, 2, std::chrono::seconds(1), target.conversations()).ending, Ending::CutOff);
        EXPECT_EQ(heard_.verdicts["stream/a"], second);
        EXPECT_EQ(heard_.reasons["stream/a"], second == Verdict::Pass ? "" : "reason 1");
        EXPECT_EQ(target.timesHeld("stream/a"), 2U);
    }
}

TEST_F(RunnerTest, aSecondAttemptAloneSaysSo) {
    addHarmful("stream/h");
    target_.script("stream/h", {Verdict::Blocked, Verdict::Pass});
    carryOutAll(1);
    EXPECT_EQ(heard_.attempts["stream/h"], 2U);
    EXPECT_EQ(heard_.verdicts["stream/h"], Verdict::Pass);
}

TEST_F(RunnerTest, withoutAccountsTheGreetingStandsInForTheLogin) {
    corpus_.corpus.vectors[1].roles.clear();
    addHarmful("stream/h1");
    add("sasl/login", {"alice"});
    EXPECT_EQ(carryOutAll(2, 0).ending, Ending::Complete);
    EXPECT_EQ(heard_.reasons["sasl/login"], "it needs 1 account and the run has none");
    EXPECT_EQ(heard_.verdicts["stream/h1"], Verdict::Pass);
}

}  // namespace
}  // namespace xmppconf::suite
