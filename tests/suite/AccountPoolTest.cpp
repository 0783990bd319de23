#include <gtest/gtest.h>

#include "suite/run/AccountPool.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using std::chrono::milliseconds;
using Later = AccountPool::Later;

const octets::Instant kStart{std::chrono::hours(1)};

Roles lent(std::variant<Roles, Later> borrowed) {
    EXPECT_TRUE(std::holds_alternative<Roles>(borrowed));
    auto* roles = std::get_if<Roles>(&borrowed);
    return roles ? *roles : Roles{};
}

TEST(AccountPool, lendsAllRolesOrNone) {
    AccountPool pool(test::accounts(3));
    const Roles two = lent(pool.borrow({{"alice", "bob"}, {}}, kStart));
    EXPECT_NE(two.at("alice").user, two.at("bob").user);
    EXPECT_TRUE(std::holds_alternative<Later>(pool.borrow({{"alice", "bob"}, {}}, kStart)));
    // The failed try took nothing.
    const Roles one = lent(pool.borrow({{"alice"}, {}}, kStart));
    EXPECT_EQ(one.at("alice").user, "user3");
}

TEST(AccountPool, lendsWhatRestedLongest) {
    AccountPool pool(test::accounts(3), milliseconds(0));
    const Roles first = lent(pool.borrow({{"alice"}, {}}, kStart));
    EXPECT_EQ(first.at("alice").user, "user1");
    pool.giveBack(first, kStart + milliseconds(1));
    const Roles second = lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(2)));
    EXPECT_EQ(second.at("alice").user, "user2");
    pool.giveBack(second, kStart + milliseconds(3));
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(4))).at("alice").user, "user3");
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(4))).at("alice").user, "user1");
}

TEST(AccountPool, accountsRestBeforeTheyAreLentAgain) {
    AccountPool pool(test::accounts(1), milliseconds(20));
    pool.giveBack(lent(pool.borrow({{"alice"}, {}}, kStart)), kStart);
    const auto early = pool.borrow({{"alice"}, {}}, kStart + milliseconds(19));
    ASSERT_TRUE(std::holds_alternative<Later>(early));
    EXPECT_EQ(std::get<Later>(early).ready, kStart + milliseconds(20));
    lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(20)));
}

TEST(AccountPool, saysThatOnlyAReturnHelps) {
    AccountPool pool(test::accounts(1));
    lent(pool.borrow({{"alice"}, {}}, kStart));
    const auto none = pool.borrow({{"alice"}, {}}, kStart);
    ASSERT_TRUE(std::holds_alternative<Later>(none));
    EXPECT_FALSE(std::get<Later>(none).ready);
}

TEST(AccountPool, keepsAccountsWithCertificatesForThoseWhoNeedThem) {
    AccountPool pool(test::accounts(3, 1));
    const Roles both = lent(pool.borrow({{"alice", "bob"}, {"bob"}}, kStart));
    EXPECT_EQ(both.at("bob").user, "user1");
    pool.giveBack(both, kStart);
    EXPECT_NE(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
    EXPECT_NE(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
    // Nothing else is free any more.
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
}

TEST(AccountPool, saysWhatIsImpossible) {
    const AccountPool none({});
    EXPECT_EQ(none.impossible({{}, {}}), "");
    EXPECT_EQ(none.impossible({{"alice"}, {}}), "it needs 1 account and the run has none");
    const AccountPool two(test::accounts(2));
    EXPECT_EQ(two.impossible({{"alice", "bob"}, {}}), "");
    EXPECT_EQ(two.impossible({{"alice", "bob", "carol"}, {}}), "it needs 3 accounts and the run has 2");
    EXPECT_EQ(two.impossible({{"alice"}, {"alice"}}),
              "it needs an account with a certificate and the run has none");
    const AccountPool one(test::accounts(2, 1));
    EXPECT_EQ(one.impossible({{"alice"}, {"alice"}}), "");
    EXPECT_EQ(one.impossible({{"alice", "bob"}, {"alice", "bob"}}),
              "it needs several accounts with a certificate and the run has 1");
}

TEST(AccountPool, lendsNothingForNoRoles) { EXPECT_TRUE(lent(AccountPool({}).borrow({}, kStart)).empty()); }

}  // namespace
}  // namespace xmppconf::suite
