#include <gtest/gtest.h>

#include "suite/run/AccountPool.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using std::chrono::milliseconds;
using Later = AccountPool::Later;

const octets::Instant kStart{std::chrono::hours(1)};

std::string whyNot(const AccountPool& pool, const Demand& demand) {
    const auto why = pool.impossible(demand);
    return why ? why->reason : "";
}

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
    pool.giveBack({}, first, kStart + milliseconds(1));
    const Roles second = lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(2)));
    EXPECT_EQ(second.at("alice").user, "user2");
    pool.giveBack({}, second, kStart + milliseconds(3));
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(4))).at("alice").user, "user3");
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(4))).at("alice").user, "user1");
}

TEST(AccountPool, accountsRestBeforeTheyAreLentAgain) {
    AccountPool pool(test::accounts(1), milliseconds(20));
    pool.giveBack({}, lent(pool.borrow({{"alice"}, {}}, kStart)), kStart);
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
    pool.giveBack({}, both, kStart);
    EXPECT_NE(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
    EXPECT_NE(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
    // Nothing else is free any more.
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart + milliseconds(100))).at("alice").user, "user1");
}

TEST(AccountPool, saysWhatIsImpossible) {
    const AccountPool none({});
    EXPECT_EQ(whyNot(none, {{}, {}}), "");
    EXPECT_EQ(whyNot(none, {{"alice"}, {}}), "it needs 1 account and the run has none");
    const AccountPool two(test::accounts(2));
    EXPECT_EQ(whyNot(two, {{"alice", "bob"}, {}}), "");
    EXPECT_EQ(whyNot(two, {{"alice", "bob", "carol"}, {}}), "it needs 3 accounts and the run has 2");
    EXPECT_EQ(whyNot(two, {{"alice"}, {"alice"}}),
              "it needs an account with a certificate and the run has none");
    const AccountPool one(test::accounts(2, 1));
    EXPECT_EQ(whyNot(one, {{"alice"}, {"alice"}}), "");
    EXPECT_EQ(whyNot(one, {{"alice", "bob"}, {"alice", "bob"}}),
              "it needs several accounts with a certificate and the run has 1");
}

dialogue::Login login(const std::string& jid, const std::string& mechanism, dialogue::Login::Result result) {
    return {jid, mechanism, {}, result, result == dialogue::Login::Result::Works ? "" : "not-authorized"};
}

TEST(AccountPool, lendsNoAccountThatTheServerRefused) {
    using enum dialogue::Login::Result;
    dialogue::Logins logins;
    logins.add(login("user1@localhost", "PLAIN", Works));
    logins.add(login("user2@localhost", "PLAIN", Refused));
    AccountPool pool(test::accounts(2));
    pool.know(logins, {});
    EXPECT_FALSE(pool.allRefused());
    EXPECT_EQ(lent(pool.borrow({{"alice"}, {}}, kStart)).at("alice").user, "user1");
    const auto why = pool.impossible({{"alice", "bob"}, {}});
    ASSERT_TRUE(why);
    EXPECT_EQ(why->reason,
              "it needs 2 accounts that log in and the run has 1: user2@localhost: PLAIN refused "
              "(not-authorized)");
    EXPECT_EQ(why->obstacle.kind, dialogue::Obstacle::Kind::Account);
    EXPECT_EQ(why->obstacle.id, "user2@localhost");
}

TEST(AccountPool, asksNegativeQuestionsOnlyWithPairsThatWork) {
    using enum dialogue::Login::Result;
    dialogue::Logins logins;
    logins.add(login("user1@localhost", "PLAIN", Refused));
    logins.add(login("user1@localhost", "SCRAM-SHA-1", Works));
    logins.add(login("user2@localhost", "PLAIN", Works));
    logins.add(login("user2@localhost", "SCRAM-SHA-1", Works));
    AccountPool pool(test::accounts(2));
    pool.know(logins, {});
    Demand demand{{"alice"}, {}};
    demand.exchanges = demand.controls = {{"alice", "PLAIN"}};
    EXPECT_EQ(lent(pool.borrow(demand, kStart)).at("alice").user, "user2");

    dialogue::Logins none;
    none.add(login("user1@localhost", "PLAIN", Refused));
    none.add(login("user1@localhost", "SCRAM-SHA-1", Works));
    AccountPool one(test::accounts(1));
    one.know(none, {});
    const auto why = one.impossible(demand);
    ASSERT_TRUE(why);
    EXPECT_EQ(why->obstacle.id, "user1@localhost with PLAIN");
    demand.controls.clear();  // a question about the login itself judges the refusal
    EXPECT_FALSE(one.impossible(demand));
}

TEST(AccountPool, asksWhatReachesWhomWithoutStrangersOnly) {
    dialogue::Logins logins;
    AccountPool pool(test::accounts(1));
    pool.know(logins, {{"user1@localhost", "user1@localhost/phone"}});
    const auto why = pool.impossible({{"alice"}, {}});
    ASSERT_TRUE(why);
    EXPECT_EQ(why->obstacle.kind, dialogue::Obstacle::Kind::Stranger);
    EXPECT_EQ(why->obstacle.id, "user1@localhost/phone");
    Demand demand{{"alice"}, {}};
    demand.tenancy = Tenancy::Hidden;
    EXPECT_FALSE(pool.impossible(demand));
}

TEST(AccountPool, lendsAnAccountToAsManyAsTheirTenancyAllows) {
    using enum Tenancy;
    const auto lends = [](AccountPool& pool, Tenancy tenancy) {
        Demand demand{{"alice"}, {}};
        demand.tenancy = tenancy;
        return std::holds_alternative<Roles>(pool.borrow(demand, kStart));
    };
    const struct {
        std::vector<Tenancy> lent;
        Tenancy asked;
        bool free;
    } rows[] = {
        {{Visible}, Credentials, true},
        {{Solitary}, Credentials, true},
        {{Visible}, Hidden, true},
        {{Hidden, Hidden, Hidden}, Hidden, true},
        {{Hidden, Hidden, Hidden, Hidden}, Hidden, false},
        {{Solitary}, Hidden, false},
        {{Hidden}, Visible, true},
        {{Visible}, Visible, false},
        {{Solitary}, Visible, false},
        {{Hidden}, Solitary, false},
        {{Visible}, Solitary, false},
        {{Credentials}, Solitary, true},
    };
    for (const auto& row : rows) {
        AccountPool pool(test::accounts(1));
        for (const Tenancy tenancy : row.lent) EXPECT_TRUE(lends(pool, tenancy));
        EXPECT_EQ(lends(pool, row.asked), row.free) << &row - rows;
    }
}

TEST(AccountPool, aRepetitionKeepsItsAccounts) {
    AccountPool pool(test::accounts(3));
    Demand demand{{"alice"}, {}};
    const Roles first = lent(pool.borrow(demand, kStart));
    pool.giveBack(demand, first, kStart);
    demand.before = first;
    EXPECT_EQ(lent(pool.borrow(demand, kStart + milliseconds(100))).at("alice").user, first.at("alice").user);
}

TEST(AccountPool, lendsNothingForNoRoles) { EXPECT_TRUE(lent(AccountPool({}).borrow({}, kStart)).empty()); }

}  // namespace
}  // namespace xmppconf::suite
