#include <gtest/gtest.h>

#include <sstream>

#include "suite/run/Attempts.h"

namespace xmppconf::suite {
namespace {

using dialogue::Outcome;
using judge::Verdict;

/// One attempt in a letter: p(ass) i(nfo) w(arn) f(ail) b(locked) s(kip) e(rror), r: blocked by a rule over
/// all traffic that it shows broken, m: passed as the server fell over, k: skipped as it did; a capital took
/// long, and what stands behind '|' was alone.
Outcome attempt(char letter) {
    Outcome outcome;
    outcome.duration = std::isupper(static_cast<unsigned char>(letter)) != 0 ? std::chrono::seconds(10)
                                                                             : std::chrono::seconds(0);
    switch (std::tolower(static_cast<unsigned char>(letter))) {
        case 'p':
            outcome.verdict = Verdict::Pass;
            break;
        case 'm':
            outcome.verdict = Verdict::Pass;
            outcome.faltered = true;
            break;
        case 'k':
            outcome.verdict = Verdict::Skip;
            outcome.faltered = true;
            break;
        case 'i':
            outcome.verdict = Verdict::Info;
            break;
        case 'w':
            outcome.verdict = Verdict::Warn;
            break;
        case 'f':
            outcome.verdict = Verdict::Fail;
            break;
        case 'b':
            outcome.verdict = Verdict::Blocked;
            break;
        case 'r': {
            outcome.verdict = Verdict::Blocked;
            outcome.blockedBy = {dialogue::Obstacle::Kind::Requirement, "R/closed"};
            judge::Check& check = outcome.checks.emplace_back();
            check.requirement = "R/closed";
            check.invariant = "closed";
            check.verdict = Verdict::Fail;
            break;
        }
        case 's':
            outcome.verdict = Verdict::Skip;
            break;
        default:
            outcome.verdict = Verdict::Error;
    }
    return outcome;
}

Attempts attemptsOf(std::string_view letters) {
    Attempts attempts;
    bool alone = false;
    for (const char letter : letters) {
        if (letter == '|')
            alone = true;
        else
            attempts.add(attempt(letter), alone);
    }
    return attempts;
}

std::string nextOf(const Attempts& attempts) {
    switch (attempts.then()) {
        case Attempts::Next::Done:
            return "done";
        case Attempts::Next::Beside:
            return "beside";
        case Attempts::Next::Alone:
            return "alone";
    }
    return "";
}

TEST(Attempts, goOnUntilTheVerdictIsCertain) {
    const struct {
        const char* so;
        const char* next;
        const char* verdict;  ///< if it ended here, with the mark
    } rows[] = {
        {"p", "done", "pass "},          {"i", "done", "info "},           {"s", "done", "skip "},
        {"e", "done", "error "},         {"f", "beside", "fail "},         {"F", "done", "fail "},
        {"ff", "alone", "fail "},        {"fF", "done", "fail "},          {"fw", "alone", "fail "},
        {"ff|f", "done", "fail "},       {"ff|p", "alone", "fail "},       {"ff|pp", "done", "pass load"},
        {"ff|pf", "done", "fail flaky"}, {"fp", "alone", "fail "},         {"fp|p", "alone", "fail "},
        {"fp|pp", "done", "pass load"},  {"fp|f", "done", "fail flaky"},   {"wp|w", "done", "warn flaky"},
        {"b", "beside", "blocked "},     {"bb", "beside", "blocked "},     {"bbb", "alone", "blocked "},
        {"B", "alone", "blocked "},      {"bbb|b", "alone", "blocked "},   {"bbb|bb", "done", "blocked "},
        {"bp", "done", "pass "},         {"bbb|p", "done", "pass "},       {"bf", "beside", "fail "},
        {"|f", "done", "fail "},         {"|b", "alone", "blocked "},      {"|bp", "done", "pass "},
        {"r", "beside", "blocked "},     {"R", "done", "blocked "},        {"rp", "alone", "blocked "},
        {"rp|pp", "done", "pass load"},  {"|rp", "done", "blocked flaky"}, {"rf", "alone", "fail "},
        {"fw|w", "alone", "fail "},      {"fw|ww", "done", "warn load"},   {"fw|wp", "done", "warn flaky"},
        {"ff|wf", "done", "fail "},      {"ff|w", "alone", "fail "},       {"fb", "beside", "fail "},
        {"fs", "alone", "fail "},        {"f|F", "done", "fail "},         {"m", "beside", "blocked "},
        {"mp", "done", "pass "},         {"mmm", "alone", "blocked "},     {"mmm|m", "done", "pass "},
        {"mf", "beside", "fail "},       {"mff", "alone", "fail "},        {"mff|f", "done", "fail "},
        {"M", "alone", "blocked "},      {"k", "beside", "blocked "},      {"kp", "done", "pass "},
        {"|k", "done", "skip "},         {"|m", "done", "pass "},          {"mk", "alone", "blocked "},
        {"mmm|b", "alone", "blocked "},  {"mmm|bb", "done", "blocked "},   {"mmm|s", "done", "skip "},
        {"mb", "beside", "blocked "},    {"mi", "done", "info "},          {"mmm|k", "done", "skip "},
    };
    for (const auto& row : rows) {
        auto attempts = attemptsOf(row.so);
        EXPECT_EQ(nextOf(attempts), row.next) << row.so;
        const Outcome outcome = std::move(attempts).concluded();
        EXPECT_EQ(std::string(judge::nameOf(outcome.verdict)) + " " + std::string(nameOf(outcome.mark)),
                  row.verdict)
            << row.so;
    }
}

TEST(Attempts, areAllKeptInOrderWithTheirNumbers) {
    const Outcome outcome = attemptsOf("fb|pp").concluded();
    ASSERT_EQ(outcome.earlier.size(), 3U);
    std::ostringstream numbers;
    for (const Outcome& earlier : outcome.earlier) numbers << earlier.attempt << (earlier.alone ? "a " : " ");
    numbers << outcome.attempt;
    EXPECT_EQ(numbers.str(), "1 2 3a 4");
}

TEST(Attempts, onlyWhoAskedForItRefutesWhatWasBroken) {
    const auto with = [](char letter, const std::string& requirement, Verdict verdict) {
        Outcome outcome = attempt(letter);
        judge::Check& check = outcome.checks.emplace_back();
        check.requirement = requirement;
        check.verdict = verdict;
        return outcome;
    };
    for (const bool asks : {false, true}) {
        Attempts attempts;
        attempts.add(with('f', "R/must", Verdict::Fail), false);
        for (int i = 0; i < 2; ++i) {
            Outcome alone = with('w', "R/should", Verdict::Warn);
            if (asks) alone.checks.push_back(with('p', "R/must", Verdict::Pass).checks.front());
            attempts.add(std::move(alone), true);
        }
        EXPECT_EQ(nextOf(attempts), "done");
        const Outcome outcome = std::move(attempts).concluded();
        EXPECT_EQ(outcome.verdict, asks ? Verdict::Warn : Verdict::Fail);
        EXPECT_EQ(outcome.mark, asks ? dialogue::Mark::Load : dialogue::Mark::None);
    }
}

TEST(Attempts, whatAServerThatFellOverBrokeIsRefutedByItsAnswerAlone) {
    Attempts fellOver;
    Outcome outcome = attempt('f');
    outcome.faltered = true;
    judge::Check& check = outcome.checks.emplace_back();
    check.requirement = "R/must";
    check.verdict = Verdict::Fail;
    check.toldOfLoad = true;
    fellOver.add(std::move(outcome), false);
    fellOver.add(attempt('w'), true);
    EXPECT_EQ(nextOf(fellOver), "alone");
    fellOver.add(attempt('w'), true);
    EXPECT_EQ(nextOf(fellOver), "done");
    const Outcome concluded = std::move(fellOver).concluded();
    EXPECT_EQ(concluded.verdict, Verdict::Warn);
    EXPECT_EQ(concluded.mark, dialogue::Mark::Load);
}

TEST(Attempts, aFailureOfAFewSecondsIsLookedAtAlone) {
    Attempts attempts;
    Outcome outcome = attempt('f');
    outcome.duration = std::chrono::seconds(3);
    attempts.add(std::move(outcome), false);
    EXPECT_EQ(nextOf(attempts), "alone");
}

TEST(Attempts, whatHurtTheServerDecides) {
    auto attempts = attemptsOf("ff|p");
    attempts.last().verdict = Verdict::Fail;
    attempts.last().hurt = true;
    EXPECT_EQ(nextOf(attempts), "done");
    EXPECT_TRUE(std::move(attempts).concluded().hurt);
}

TEST(Attempts, setUpThatWasGivenUpIsNotTriedAgain) {
    Attempts attempts;
    Outcome outcome = attempt('b');
    outcome.givenUp = true;
    attempts.add(outcome, false);
    EXPECT_EQ(nextOf(attempts), "done");
}

}  // namespace
}  // namespace xmppconf::suite
