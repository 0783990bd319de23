#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

// No false alarm: the server without faults breaks nothing, whatever the setting, but for choices of its
// profile.
TEST(HonestServer, BreaksNothing) {
    const auto lines = linesOf("choices.txt");
    std::set<std::string> choices(lines.begin(), lines.end());
    for (const vector::Vector& vector : projectCorpus().vectors) {
        const auto& outcomes = Matrix::shared().honest(vector);
        for (std::size_t at = 0; at < outcomes.size(); ++at) {
            const judge::Verdict verdict = outcomes[at].verdict;
            if (verdict == judge::Verdict::Pass || verdict == judge::Verdict::Skip) continue;
            const std::string choice = fmt::format("{} {}", vector.id, settings()[at].profile);
            if (verdict == judge::Verdict::Warn && choices.erase(choice) == 1) continue;
            ADD_FAILURE() << vector.id << ", " << settings()[at].name() << ": " << judge::nameOf(verdict)
                          << ", " << outcomes[at].reason;
            break;  // the other settings say the same
        }
    }
    for (const std::string& choice : choices)
        ADD_FAILURE() << "choices.txt: there is nothing broken by " << choice;
}

TEST(HonestServer, GivesEveryVectorSomethingToJudge) {
    for (const vector::Vector& vector : projectCorpus().vectors)
        EXPECT_FALSE(Matrix::shared().homes(vector).empty())
            << vector.id
            << " is skipped in every setting: " << Matrix::shared().honest(vector).front().reason;
}

}  // namespace xmppconf::faulty
