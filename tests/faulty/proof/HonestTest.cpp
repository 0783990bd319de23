#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

/// Keeps no messages, and takes its time to refuse them: what came behind them is answered first.
Conduct refusingLate(octets::Duration delay) {
    Conduct conduct;
    whenever(
        [](Stream& stream, const xml::Element& element) {
            const Goal goal = goalOf(stream, element);
            return isKind(element, "message") && typeOf(element) != "error" &&
                   (goal == Goal::Account || goal == Goal::AbsentResource) && isAway(stream, element);
        },
        [=](Stream& stream, const xml::Element& element) {
            Markup error = errorOf(element, "service-unavailable", "cancel");
            error.set("to", stream.jid().full());
            stream.later(delay, [&stream, error] { stream.send(error); });
        })(conduct);
    return conduct;
}

}  // namespace

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

// Neither the order of answers to different stanzas nor their haste is anybody's duty.
TEST(HonestServer, MayRefuseMessagesLate) {
    std::size_t held = 0;
    for (const char* id : {"stanza/delivery/offline-message", "stanza/delivery/offline-message-to-resource",
                           "stanza/leak/message"}) {
        const vector::Vector* vector = projectCorpus().vector(id);
        ASSERT_TRUE(vector) << id;
        for (const auto delay : {std::chrono::milliseconds(100), std::chrono::milliseconds(4000)}) {
            for (const Setting* home : Matrix::shared().homes(*vector)) {
                const auto outcome = Matrix::shared().trial().hold(*vector, *home, refusingLate(delay));
                EXPECT_EQ(outcome.verdict, judge::Verdict::Pass)
                    << id << ", " << home->name() << ", after " << delay.count() << " ms: " << outcome.reason;
                ++held;
            }
        }
    }
    EXPECT_GT(held, 0U);
}

TEST(HonestServer, GivesEveryVectorSomethingToJudge) {
    for (const vector::Vector& vector : projectCorpus().vectors)
        EXPECT_FALSE(Matrix::shared().homes(vector).empty())
            << vector.id
            << " is skipped in every setting: " << Matrix::shared().honest(vector).front().reason;
}

}  // namespace xmppconf::faulty
