#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "harness/octets/Random.h"

namespace xmppconf::octets {
namespace {

// Fixed for ever: a report's seed must repeat the run on any machine and with any later version.
TEST(SeededRandom, StaysTheSameOnEveryMachine) {
    SeededRandom random(42, "sasl/plain/login");
    EXPECT_EQ(random.next(), 9656031205674494715U);
    EXPECT_EQ(random.next(), 10147126961804298980U);
    EXPECT_EQ(SeededRandom(7, "").token(12), "b5oZspLGVNpV");
}

TEST(SeededRandom, DiffersBySeedAndByName) {
    std::set<std::string> tokens;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (const char* name : {"", "a", "b", "ab", "ba"}) tokens.insert(SeededRandom(seed, name).token(16));
    }
    EXPECT_EQ(tokens.size(), 500U);
}

TEST(SeededRandom, NeighbouringSeedsAreNotShiftedCopies) {
    SeededRandom first(1, "x");
    std::set<std::uint64_t> numbers;
    for (int i = 0; i < 1000; ++i) numbers.insert(first.next());
    SeededRandom second(2, "x");
    for (int i = 0; i < 1000; ++i) EXPECT_FALSE(numbers.contains(second.next()));
}

TEST(Random, TokensHaveTheirLengthAndAlphabet) {
    SeededRandom random(1, "token");
    for (const std::size_t length : {0U, 1U, 8U, 300U}) {
        const std::string token = random.token(length);
        EXPECT_EQ(token.size(), length);
        EXPECT_TRUE(
            std::all_of(token.begin(), token.end(), [](unsigned char c) { return std::isalnum(c) != 0; }));
    }
}

TEST(Random, TokensUseTheWholeAlphabet) {
    SeededRandom random(1, "alphabet");
    const std::string token = random.token(10000);
    EXPECT_EQ(std::set<char>(token.begin(), token.end()).size(), 62U);
}

}  // namespace
}  // namespace xmppconf::octets
