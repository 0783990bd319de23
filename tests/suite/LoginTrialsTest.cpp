#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "suite/corpus/Selection.h"
#include "suite/run/LoginTrials.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using dialogue::Login;
using judge::Verdict;

class LoginTrialsTest : public testing::Test {
  protected:
    LoginTrialsTest() {
        for (const char* mechanism : {"plain", "scram-sha-1", "scram-sha-1-plus-tls-exporter"})
            corpus_.vector(std::string(kControlPrefix) + mechanism, {"A/1/x"}, {"alice"});
    }

    dialogue::Logins tried(const std::vector<std::string>& offered) {
        return tryLogins(corpus_.corpus, test::accounts(2), offered, 4, [this]() -> Converse {
            return [this](const vector::Vector& vector, const Roles& roles, int attempt) {
                const std::lock_guard lock(mutex_);
                attempts_.insert(attempt);
                ++asked_;
                return answer_(vector, roles.at("alice"));
            };
        });
    }

    static dialogue::Outcome refusal(const vector::Vector& vector, const std::string& condition) {
        auto outcome = test::outcomeOf(vector, Verdict::Fail, "expected <success/>");
        outcome.saslFailure = condition;
        return outcome;
    }

    test::SmallCorpus corpus_;
    std::function<dialogue::Outcome(const vector::Vector&, const dialogue::Account&)> answer_ =
        [](const vector::Vector& vector, const dialogue::Account&) {
            return test::outcomeOf(vector, Verdict::Pass);
        };
    std::mutex mutex_;
    std::set<int> attempts_;
    int asked_ = 0;
};

TEST_F(LoginTrialsTest, everyAccountIsTriedWithEveryMechanismOnOffer) {
    const auto logins = tried({"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "X-UNKNOWN"});
    EXPECT_EQ(logins.all().size(), 6U);
    EXPECT_TRUE(logins.works("user1@localhost", "PLAIN"));
    EXPECT_TRUE(logins.works("user2@localhost", "SCRAM-SHA-1-PLUS", "tls-exporter"));
    EXPECT_FALSE(logins.works("user2@localhost", "SCRAM-SHA-1-PLUS", "tls-unique"));
    EXPECT_EQ(attempts_.size(), 6U) << "each login has random values of its own";
}

TEST_F(LoginTrialsTest, aRefusalIsNotAskedTwiceAndNamesItsCondition) {
    answer_ = [](const vector::Vector& vector, const dialogue::Account& account) {
        return account.user == "user2" ? refusal(vector, "not-authorized")
                                       : test::outcomeOf(vector, Verdict::Pass);
    };
    const auto logins = tried({"PLAIN", "SCRAM-SHA-1"});
    EXPECT_EQ(asked_, 4);
    EXPECT_TRUE(logins.refused("user2@localhost"));
    EXPECT_FALSE(logins.refused("user1@localhost"));
    const Login* login = logins.find("user2@localhost", "PLAIN");
    ASSERT_TRUE(login);
    EXPECT_EQ(login->result, Login::Result::Refused);
    EXPECT_EQ(login->said, "not-authorized");
}

TEST_F(LoginTrialsTest, whatBreaksIsTriedAgain) {
    int failures = 0;
    answer_ = [&](const vector::Vector& vector, const dialogue::Account& account) {
        const bool first = account.user == "user1" && ++failures < 3;
        return first ? test::outcomeOf(vector, Verdict::Fail, "nothing came")
                     : test::outcomeOf(vector, Verdict::Pass);
    };
    const auto logins = tried({"PLAIN"});
    EXPECT_TRUE(logins.works("user1@localhost", "PLAIN"));
    EXPECT_EQ(asked_, 4);
}

TEST_F(LoginTrialsTest, aBrokenMechanismIsNoWrongAccount) {
    answer_ = [](const vector::Vector& vector, const dialogue::Account&) {
        return vector.id.ends_with("scram-sha-1") ? test::outcomeOf(vector, Verdict::Fail, "nothing came")
                                                  : test::outcomeOf(vector, Verdict::Pass);
    };
    const auto logins = tried({"PLAIN", "SCRAM-SHA-1"});
    EXPECT_FALSE(logins.refused("user1@localhost"));
    EXPECT_FALSE(logins.usable("user1@localhost", "SCRAM-SHA-1"));
    EXPECT_TRUE(logins.usable("user1@localhost", "PLAIN"));
}

TEST_F(LoginTrialsTest, whenNothingWorksEverythingIsWorthATry) {
    answer_ = [](const vector::Vector& vector, const dialogue::Account&) {
        return test::outcomeOf(vector, Verdict::Fail, "nothing came");
    };
    const auto logins = tried({"PLAIN", "SCRAM-SHA-1"});
    EXPECT_FALSE(logins.refused("user1@localhost"));
    EXPECT_TRUE(logins.usable("user1@localhost", "SCRAM-SHA-1"));
}

TEST_F(LoginTrialsTest, aConversationThatEndsBeforeItSaysNothing) {
    answer_ = [](const vector::Vector& vector, const dialogue::Account&) {
        return test::outcomeOf(vector, Verdict::Blocked, "no features");
    };
    EXPECT_FALSE(tried({"PLAIN"}).tried());
}

}  // namespace
}  // namespace xmppconf::suite
