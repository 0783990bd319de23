#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "harness/sasl/SaslPrep.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

std::string prepared(std::string_view text, Unassigned unassigned = Unassigned::Refused) {
    const Result<std::string> result = saslPrep(text, unassigned);
    return result ? result.value() : "[" + result.error() + "]";
}

const std::string prohibited = "[it holds a character that SASLprep prohibits]";
const std::string directions = "[it mixes writing directions in a way that SASLprep prohibits]";

TEST(SaslPrep, PreparesTheExamplesOfRfc4013) {
    EXPECT_EQ(prepared("I\u00adX"), "IX");
    EXPECT_EQ(prepared("user"), "user");
    EXPECT_EQ(prepared("USER"), "USER");
    EXPECT_EQ(prepared("\u00aa"), "a");
    EXPECT_EQ(prepared("\u2168"), "IX");
    EXPECT_EQ(prepared("\x07"), prohibited);
    EXPECT_EQ(prepared("\u06271"), directions);
}

TEST(SaslPrep, MapsAndNormalizes) {
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"a b", "a b"},
        {"a\u00a0b", "a b"},  // every space becomes the plain one
        {"a\u3000b", "a b"},
        {"\u00ad", ""},  // mapped to nothing
        {"a\u200db", "ab"},
        {"e\u0301", "\u00e9"},  // composed
        {"\ufb01x", "fix"},     // a ligature, compatibility
        {"\u0627\u0628", "\u0627\u0628"},
        {"\u0627"
         "1"
         "\u0628",
         "\u0627"
         "1"
         "\u0628"},
        {"=,\\\"", "=,\\\""},
        {"\U0001d400", "A"},
        {"\ufdfa",
         "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645"},
    };
    for (const auto& [text, expected] : rows) EXPECT_EQ(prepared(text), expected) << text;
}

TEST(SaslPrep, GrowsAsFarAsNormalizationAsks) {
    std::string text;
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        text += "\u2168";
        expected += "IX";
    }
    EXPECT_EQ(prepared(text), expected);
}

TEST(SaslPrep, RefusesWhatIsProhibited) {
    const std::string rows[] = {"\0"s,        "a\nb",   "\x7f",   "\u0080",  "\u06dd", "\ue000",    "\ufdd0",
                                "\U0001fffe", "\ufff9", "\u2ff0", "\u0340a", "\u202e", "\U000e0001"};
    for (const std::string& text : rows)
        EXPECT_EQ(prepared(text), text == "\u0340a" ? "\u0300a" : prohibited) << text;
}

TEST(SaslPrep, RefusesUnassignedCodePointsInWhatIsStoredOnly) {
    EXPECT_EQ(prepared("\u0221"),
              "[it holds a code point that Unicode 3.2 does not assign, which SASLprep refuses here]");
    EXPECT_EQ(prepared("\u0221", Unassigned::Allowed), "\u0221");
    EXPECT_EQ(prepared("\x07", Unassigned::Allowed), prohibited);
    EXPECT_EQ(prepared("\u06271", Unassigned::Allowed), directions);
}

TEST(SaslPrep, RefusesWhatIsNotUtf8) {
    const std::string rows[] = {"\xff",    "a\xc3", "\xc3(", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                "\xe2\x82"};
    for (const std::string& text : rows) EXPECT_EQ(prepared(text), "[it is not UTF-8]");
}

TEST(SaslPrep, IsBounded) {
    EXPECT_EQ(prepared(std::string(65536, 'a')).size(), 65536U);
    EXPECT_EQ(prepared(std::string(65537, 'a')), "[it is longer than 64 KiB]");
}

TEST(SaslPrep, ServesSeveralThreads) {
    std::vector<std::thread> threads;
    std::vector<std::string> results(8);
    for (std::string& result : results)
        threads.emplace_back([&result] { result = prepared("I\u00adX\u2168"); });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& result : results) EXPECT_EQ(result, "IXIX");
}

}  // namespace
}  // namespace xmppconf::sasl
