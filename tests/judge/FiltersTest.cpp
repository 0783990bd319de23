#include <gtest/gtest.h>

#include "TestValues.h"
#include "harness/judge/Filters.h"

namespace xmppconf::tests {

using vector::Filter;
using vector::Insert;

TEST(Filters, changeValuesFromLeftToRight) {
    struct Case {
        std::vector<Filter> filters;
        std::string value;
        std::string result;
    };
    const std::vector<Case> cases = {
        {{}, "abc", "abc"},
        {{{"base64", ""}}, "abc", "YWJj"},
        {{{"hex", ""}}, std::string("\x00\xff", 2), "00ff"},
        {{{"cut", "2"}}, "abcde", "abc"},
        {{{"cut", "9"}}, "abcde", ""},
        {{{"first", "2"}}, "abcde", "ab"},
        {{{"first", "9"}}, "abcde", "abcde"},
        {{{"flip", ""}}, "abc", "`bc"},
        {{{"flip", ""}}, "", ""},
        {{{"upper", ""}}, "aB", "AB"},
        {{{"lower", ""}}, "aB", "ab"},
        {{{"repeat", "3"}}, "ab", "ababab"},
        {{{"repeat", "0"}}, "ab", ""},
        {{{"base64", ""}, {"cut", "1"}}, "ab", "YWI"},
        {{{"flip", ""}, {"base64", ""}}, "abc", "YGJj"},
    };
    for (const auto& [filters, value, result] : cases) {
        auto filtered = judge::applyFilters(filters, value);
        ASSERT_TRUE(filtered) << value;
        EXPECT_EQ(filtered.value(), result);
    }
}

TEST(Filters, refuseWhatWouldFillTheMemory) {
    EXPECT_FALSE(judge::applyFilters({{"repeat", "99999999999"}}, "ab"));
    EXPECT_FALSE(judge::applyFilters({{"repeat", "67108865"}}, "a"));
}

TEST(Filters, insertsAreEscapedUnlessRaw) {
    TestValues values({{"v", "<a b='1'>&\"</a>"}});
    auto escaped = judge::expand({{"x", Insert{"v", {}}}}, values, judge::Escaping::Xml);
    ASSERT_TRUE(escaped);
    EXPECT_EQ(escaped.value(), "x&lt;a b=&apos;1&apos;&gt;&amp;&quot;&lt;/a&gt;");
    auto raw = judge::expand({{Insert{"v", {{"raw", ""}}}}}, values, judge::Escaping::Xml);
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw.value(), "<a b='1'>&\"</a>");
    auto elsewhere = judge::expand({{Insert{"v", {}}}}, values, judge::Escaping::None);
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(elsewhere.value(), "<a b='1'>&\"</a>");
}

TEST(Filters, whatIsMadeOfAValueIsReported) {
    TestValues values({{"secret", "wonderland"}});
    ASSERT_TRUE(judge::expand({{Insert{"secret", {{"base64", ""}}}}}, values, judge::Escaping::Xml));
    EXPECT_EQ(values.derivations["wonderland"], "d29uZGVybGFuZA==");
}

TEST(Filters, takenTextIsDecodedStrictly) {
    EXPECT_EQ(judge::decodeTaken({{"base64", ""}}, "YWI=").value(), "ab");
    EXPECT_EQ(judge::decodeTaken({{"hex", ""}}, "00fF").value(), std::string("\x00\xff", 2));
    EXPECT_FALSE(judge::decodeTaken({{"base64", ""}}, "YWI"));
    EXPECT_FALSE(judge::decodeTaken({{"base64", ""}}, " YWI="));
    EXPECT_FALSE(judge::decodeTaken({{"hex", ""}}, "0"));
    EXPECT_FALSE(judge::decodeTaken({{"hex", ""}}, "0g"));
    EXPECT_FALSE(judge::decodeTaken({{"hex", ""}}, "+1"));
}

}  // namespace xmppconf::tests
