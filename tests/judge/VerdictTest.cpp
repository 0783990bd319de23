#include <gtest/gtest.h>

#include "harness/judge/Verdict.h"

namespace xmppconf::tests {

using judge::Verdict;
using judge::worse;

TEST(Verdict, theLevelDecides) {
    EXPECT_EQ(judge::broken(vector::Level::Must), Verdict::Fail);
    EXPECT_EQ(judge::broken(vector::Level::Should), Verdict::Warn);
    EXPECT_EQ(judge::broken(vector::Level::May), Verdict::Info);
}

TEST(Verdict, whatIsNotJudgedNeverHidesWhatIsBroken) {
    const Verdict order[] = {Verdict::Skip, Verdict::Pass, Verdict::Info, Verdict::Blocked,
                             Verdict::Warn, Verdict::Fail, Verdict::Error};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        for (std::size_t j = 0; j < std::size(order); ++j) {
            EXPECT_EQ(worse(order[i], order[j]), order[std::max(i, j)]);
        }
    }
}

}  // namespace xmppconf::tests
