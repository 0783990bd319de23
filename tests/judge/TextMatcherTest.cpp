#include <gtest/gtest.h>

#include "TestValues.h"
#include "harness/judge/TextMatcher.h"

namespace xmppconf::tests {

using vector::Insert;
using vector::Take;
using vector::Template;

namespace {

struct TextCase {
    std::string what;
    Template wanted;
    std::string text;
    bool matches;
    std::vector<std::string> taken = {};
};

const std::vector<TextCase> kTextCases = {
    {"literal", {{"abc"}}, "abc", true},
    {"longer text", {{"abc"}}, "abcd", false},
    {"shorter text", {{"abc"}}, "ab", false},
    {"empty template, empty text", {}, "", true},
    {"insert", {{Insert{"known", {}}}}, "value", true},
    {"insert beside literal", {{"<", Insert{"known", {}}, ">"}}, "<value>", true},
    {"insert without a value never matches", {{Insert{"unknown", {}}}}, "", false},
    {"take all", {{Take{"a", {}, ""}}}, "anything", true, {"anything"}},
    {"take nothing is a take", {{Take{"a", {}, ""}}}, "", true, {""}},
    {"take between literals", {{"x", Take{"a", {}, ""}, "y"}}, "xAyyy", true, {"Ayy"}},
    {"two takes", {{Take{"a", {}, ""}, "/", Take{"b", {}, ""}}}, "me@x/home/2", true, {"me@x", "home/2"}},
    {"nothing between two takes",
     {{Take{"a", {}, ""}, Insert{"empty", {}}, Take{"b", {}, ""}}},
     "text",
     true,
     {"", "text"}},
    {"nothing between two takes, and the first needs something",
     {{Take{"a", {}, ".+"}, Insert{"empty", {}}, Take{"b", {}, ""}}},
     "text",
     false},
    {"literal behind the take is missing", {{Take{"a", {}, ""}, "/", Take{"b", {}, ""}}}, "me@x", false},
    {"regex holds for the whole", {{Take{"a", {}, "[0-9]+"}}}, "123", true, {"123"}},
    {"regex of a part is not enough", {{Take{"a", {}, "[0-9]+"}}}, "123x", false},
    {"regex tries the longer alternative", {{Take{"", {}, "a|ab"}}}, "ab", true},
    {"regex against empty", {{Take{"", {}, ".+"}}}, "", false},
    {"regex with a trailing newline", {{Take{"", {}, "a"}}}, "a\n", false},
    {"base64", {{Take{"a", {{"base64", ""}}, ""}}}, "YWJj", true, {"abc"}},
    {"base64 of nothing", {{Take{"a", {{"base64", ""}}, ""}}}, "=", true, {""}},
    {"base64 with white space", {{Take{"a", {{"base64", ""}}, ""}}}, "YW Jj", false},
    {"base64 without padding", {{Take{"a", {{"base64", ""}}, ""}}}, "YWI", false},
    {"regex after decoding", {{Take{"", {{"base64", ""}}, "a.c"}}}, "YWJj", true},
};

}  // namespace

TEST(TextMatcher, matchesWhatTheTemplateSays) {
    for (const auto& [what, wanted, text, matches, taken] : kTextCases) {
        TestValues values({{"known", "value"}, {"empty", ""}});
        std::vector<judge::Capture> captures;
        auto met = judge::matchText(wanted, text, values, captures);
        EXPECT_EQ(met.ok(), matches) << what << ": " << (met ? "" : met.error());
        if (!matches) continue;
        ASSERT_EQ(captures.size(), taken.size()) << what;
        for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(captures[i].value, taken[i]) << what;
    }
}

TEST(TextMatcher, aHugeTextIsRefusedByAnExpressionInsteadOfOverflowingTheStack) {
    TestValues values({});
    std::vector<judge::Capture> captures;
    auto met = judge::matchText({{Take{"", {}, "(a|b)*"}}}, std::string(10'000'000, 'a'), values, captures);
    ASSERT_FALSE(met);
    EXPECT_NE(met.error().find("exceeds xmppconf's limit of 16 KiB"), std::string::npos) << met.error();
    EXPECT_EQ(values.takeExceeded(), met.error()) << "a limit of ours, and nobody's fault";
    EXPECT_EQ(values.takeExceeded(), std::nullopt);
}

TEST(TextMatcher, anExpressionThatRunsAwayGivesUp) {
    TestValues values({});
    std::vector<judge::Capture> captures;
    auto met = judge::matchText({{Take{"", {}, "(a+)+b"}}}, std::string(5'000, 'a'), values, captures);
    ASSERT_FALSE(met);
    EXPECT_LT(met.error().size(), 2'000U);
}

TEST(TextMatcher, theDifferenceIsShownInBoundedLength) {
    TestValues values({});
    std::vector<judge::Capture> captures;
    auto met = judge::matchText({{"short"}}, std::string(100'000, 'x'), values, captures);
    ASSERT_FALSE(met);
    EXPECT_LT(met.error().size(), 400U);
    EXPECT_NE(met.error().find("100000 octets"), std::string::npos);
}

}  // namespace xmppconf::tests
