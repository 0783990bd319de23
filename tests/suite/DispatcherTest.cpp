#include <gtest/gtest.h>

#include <future>
#include <set>
#include <thread>

#include "suite/run/Dispatcher.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using std::chrono::milliseconds;

class DispatcherTest : public testing::Test {
  protected:
    Task task(const std::string& id, std::vector<std::string> roles = {}) {
        return {&corpus_.vector(id, {"A/1/x"}, roles), {roles, {}}};
    }
    static std::string idOf(const std::optional<Assignment>& assignment) {
        return assignment ? assignment->task.vector->id : "none";
    }

    test::SmallCorpus corpus_;
    octets::SystemClock clock_;
};

TEST_F(DispatcherTest, whatNeedsNoAccountOvertakesWhatWaitsForOne) {
    AccountPool pool(test::accounts(1), milliseconds(0));
    Dispatcher dispatcher(
        {task("sasl/a", {"alice"}), task("sasl/b", {"alice"}), task("stream/c"), task("stream/d")}, pool,
        clock_);
    const auto a = dispatcher.next();
    EXPECT_EQ(idOf(a), "sasl/a");
    EXPECT_EQ(idOf(dispatcher.next()), "stream/c");
    dispatcher.done(*a);
    EXPECT_EQ(idOf(dispatcher.next()), "sasl/b");
    EXPECT_EQ(idOf(dispatcher.next()), "stream/d");
    EXPECT_EQ(idOf(dispatcher.next()), "none");
}

TEST_F(DispatcherTest, aReturnedAccountWakesWhoWaits) {
    AccountPool pool(test::accounts(1), milliseconds(5));
    Dispatcher dispatcher({task("sasl/a", {"alice"}), task("sasl/b", {"alice"})}, pool, clock_);
    const auto a = dispatcher.next();
    auto b = std::async(std::launch::async, [&] { return idOf(dispatcher.next()); });
    dispatcher.done(*a);
    EXPECT_EQ(b.get(), "sasl/b");
}

TEST_F(DispatcherTest, whatIsRunAgainComesLastOrSoon) {
    AccountPool pool(test::accounts(1), milliseconds(0));
    std::vector<Task> tasks;
    for (int i = 0; i < 62; ++i) tasks.push_back(task("sasl/v" + std::to_string(i)));
    Dispatcher dispatcher(tasks, pool, clock_);
    const auto last = dispatcher.next();
    const auto soon = dispatcher.next();
    dispatcher.again(last->task);
    dispatcher.againSoon(soon->task);
    std::vector<std::string> order;
    while (const auto assignment = dispatcher.next()) order.push_back(idOf(assignment));
    ASSERT_EQ(order.size(), 62U);
    EXPECT_EQ(order[0], "sasl/v2");
    EXPECT_EQ(order[50], "sasl/v1");
    EXPECT_EQ(order[61], "sasl/v0");
}

TEST_F(DispatcherTest, stopWakesEveryoneAndKeepsWhatIsLeft) {
    AccountPool pool(test::accounts(1));
    Dispatcher dispatcher({task("sasl/a", {"alice"}), task("sasl/b", {"alice"}), task("sasl/c", {"alice"})},
                          pool, clock_);
    const auto a = dispatcher.next();
    auto waiting = std::async(std::launch::async, [&] { return idOf(dispatcher.next()); });
    dispatcher.stop();
    EXPECT_EQ(waiting.get(), "none");
    ASSERT_EQ(dispatcher.left().size(), 2U);
    EXPECT_EQ(dispatcher.left()[0].vector->id, "sasl/b");
    EXPECT_EQ(idOf(dispatcher.next()), "none");
}

TEST_F(DispatcherTest, theLastTaskHandedOutReleasesTheOtherThreads) {
    AccountPool pool(test::accounts(1), milliseconds(1));
    Dispatcher dispatcher({task("sasl/a", {"alice"}), task("sasl/b", {"alice"})}, pool, clock_);
    const auto a = dispatcher.next();
    auto one = std::async(std::launch::async, [&] { return idOf(dispatcher.next()); });
    auto two = std::async(std::launch::async, [&] { return idOf(dispatcher.next()); });
    dispatcher.done(*a);
    const std::set<std::string> got{one.get(), two.get()};
    EXPECT_EQ(got, (std::set<std::string>{"sasl/b", "none"}));
}

}  // namespace
}  // namespace xmppconf::suite
