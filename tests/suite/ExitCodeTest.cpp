#include <gtest/gtest.h>

#include "suite/options/ExitCode.h"

namespace xmppconf::suite {
namespace {

using dialogue::Mark;
using judge::Verdict;

constexpr FailOnList kDefault;
constexpr FailOnList kShould{FailOn::Should, true, true, true};
constexpr FailOnList kNever{FailOn::Never, false, false, false};
constexpr FailOnList kNoGap{FailOn::Must, true, true, false};
constexpr FailOnList kMustOnly{FailOn::Must, false, false, false};

TEST(ExitCode, saysWhatTheVerdictsAmountTo) {
    const struct {
        std::vector<Verdict> verdicts;
        FailOnList failOn;
        Ending ending;
        int expected;
    } rows[] = {
        {{Verdict::Pass}, kDefault, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Warn, Verdict::Info}, kDefault, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Warn}, kShould, Ending::Complete, 1},
        {{Verdict::Info}, kShould, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Fail}, kDefault, Ending::Complete, 1},
        {{Verdict::Fail}, kShould, Ending::Complete, 1},
        {{Verdict::Fail, Verdict::Warn}, kNever, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Skip}, kDefault, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Blocked}, kDefault, Ending::Complete, 5},
        {{Verdict::Pass, Verdict::Blocked}, kNoGap, Ending::Complete, 0},
        {{Verdict::Fail, Verdict::Blocked}, kDefault, Ending::Complete, 1},
        {{Verdict::Skip, Verdict::Blocked}, kNoGap, Ending::Complete, 5},
        {{Verdict::Skip, Verdict::Blocked}, kNever, Ending::Complete, 5},
        {{}, kDefault, Ending::Complete, 5},
        {{Verdict::Fail, Verdict::Error}, kDefault, Ending::Complete, 4},
        {{Verdict::Error}, kNever, Ending::Complete, 4},
        {{Verdict::Pass}, kDefault, Ending::CutOff, 5},
        {{}, kDefault, Ending::CutOff, 5},
        {{Verdict::Fail}, kDefault, Ending::CutOff, 1},
        {{Verdict::Warn}, kDefault, Ending::CutOff, 5},
        {{Verdict::Fail}, kNever, Ending::CutOff, 5},
        {{Verdict::Error, Verdict::Fail}, kDefault, Ending::TargetLost, 4},
        {{Verdict::Pass}, kDefault, Ending::TargetLost, 1},
        {{Verdict::Pass}, kNever, Ending::TargetLost, 5},
        {{}, kNever, Ending::NothingThere, 3},
    };
    for (const auto& row : rows) {
        VerdictCount count;
        dialogue::Outcome outcome;
        for (const Verdict verdict : row.verdicts) count.add(verdict, outcome);
        EXPECT_EQ(static_cast<int>(count.exitCode(row.failOn, row.ending)), row.expected)
            << &row - rows << ", " << row.verdicts.size() << " verdicts";
    }
}

TEST(ExitCode, countsWhatIsFlakyByItself) {
    VerdictCount count;
    dialogue::Outcome outcome;
    outcome.mark = Mark::Flaky;
    count.add(Verdict::Pass, {});
    count.add(Verdict::Fail, outcome);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::Broken);
    EXPECT_EQ(count.exitCode(kMustOnly, Ending::Complete), ExitCode::Conforms);
}

TEST(ExitCode, wantOfAnAccountIsAGap) {
    VerdictCount count;
    dialogue::Outcome outcome;
    outcome.gap = true;
    count.add(Verdict::Pass, {});
    count.add(Verdict::Skip, outcome);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::TooLittle);
    EXPECT_EQ(count.exitCode(kNoGap, Ending::Complete), ExitCode::Conforms);
}

TEST(ExitCode, whatIsNotAskedIsNotJudged) {
    VerdictCount count;
    count.add(Verdict::Pass, {}, false);
    count.add(Verdict::Blocked, {}, false);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::TooLittle);
    EXPECT_EQ(count.gaps(), 0U);
    count.add(Verdict::Pass, {}, true);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::Conforms);
    count.add(Verdict::Fail, {}, false);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::Broken) << "the server died of it";
}

TEST(ExitCode, noRightAccountIsSaidWhereNothingIsBroken) {
    VerdictCount count;
    count.setNoAccountRight(true);
    count.add(Verdict::Pass, {});
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::NothingThere);
    count.add(Verdict::Fail, {});
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::Broken);
}

TEST(ExitCode, theBaselinesWrongEntriesFail) {
    VerdictCount count;
    count.add(Verdict::Pass, {});
    count.setWrongEntries(1);
    EXPECT_EQ(count.exitCode(kDefault, Ending::Complete), ExitCode::Broken);
    EXPECT_EQ(count.exitCode(kNever, Ending::Complete), ExitCode::Conforms);
}

}  // namespace
}  // namespace xmppconf::suite
