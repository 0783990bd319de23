#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iterator>

#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

/// One in so many faults: any others would do.
constexpr std::size_t kStride = 190;

}  // namespace

// Who leaves out the conversations in which a fault does not show leaves out no verdict.
TEST(Tape, FollowedByAServerMeansTheSameOutcome) {
    const auto& vectors = projectCorpus().vectors;
    std::vector<std::string> different(vectors.size());
    std::atomic<std::size_t> followed = 0;
    const auto faults = allFaults();
    for (std::size_t each = 0; each < faults.size(); each += kStride) {
        Conduct conduct;
        faults[each]->apply(conduct);
        inParallel(vectors.size(), [&](std::size_t at) {
            for (const Setting* home : Matrix::shared().homes(vectors[at])) {
                if (Matrix::shared().otherwise(vectors[at], *home, conduct)) continue;
                ++followed;
                const auto outcome = Matrix::shared().trial().hold(vectors[at], *home, conduct);
                if (outcome.verdict != judge::Verdict::Pass)
                    different[at] =
                        fmt::format("{} with {}: {}", home->name(), faults[each]->name, outcome.reason());
            }
        });
    }
    for (std::size_t at = 0; at < vectors.size(); ++at) EXPECT_EQ(different[at], "") << vectors[at].id;
    EXPECT_GT(followed, 0U);
}

}  // namespace xmppconf::faulty
