#include <gtest/gtest.h>

#include "suite/options/ExitCode.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;

TEST(ExitCode, followsVerdictsAndTheEndOfTheRun) {
    struct Row {
        std::vector<Verdict> verdicts;
        FailOn failOn;
        Ending ending;
        int code;
    };
    const Row rows[] = {
        {{Verdict::Pass}, FailOn::Must, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Warn, Verdict::Info}, FailOn::Must, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Warn}, FailOn::Should, Ending::Complete, 1},
        {{Verdict::Info}, FailOn::Should, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Fail}, FailOn::Must, Ending::Complete, 1},
        {{Verdict::Fail}, FailOn::Should, Ending::Complete, 1},
        {{Verdict::Fail, Verdict::Warn}, FailOn::Never, Ending::Complete, 0},
        {{Verdict::Pass, Verdict::Skip, Verdict::Blocked}, FailOn::Must, Ending::Complete, 0},
        {{Verdict::Skip, Verdict::Blocked}, FailOn::Must, Ending::Complete, 5},
        {{Verdict::Skip, Verdict::Blocked}, FailOn::Never, Ending::Complete, 5},
        {{}, FailOn::Must, Ending::Complete, 5},
        {{Verdict::Fail, Verdict::Error}, FailOn::Must, Ending::Complete, 4},
        {{Verdict::Error}, FailOn::Never, Ending::Complete, 4},
        {{Verdict::Pass}, FailOn::Must, Ending::Interrupted, 4},
        {{}, FailOn::Must, Ending::Interrupted, 4},
        {{Verdict::Fail}, FailOn::Must, Ending::Interrupted, 1},
        {{Verdict::Warn}, FailOn::Must, Ending::Interrupted, 4},
        {{Verdict::Fail}, FailOn::Never, Ending::Interrupted, 4},
        {{Verdict::Error, Verdict::Fail}, FailOn::Must, Ending::TargetLost, 3},
        {{Verdict::Pass}, FailOn::Never, Ending::TargetLost, 3},
    };
    for (const Row& row : rows) {
        VerdictCount count;
        for (const Verdict verdict : row.verdicts) count.add(verdict);
        EXPECT_EQ(static_cast<int>(count.exitCode(row.failOn, row.ending)), row.code)
            << "row " << &row - rows;
    }
}

}  // namespace
}  // namespace xmppconf::suite
