#include <gtest/gtest.h>

#include "reports/html/Difference.h"

namespace xmppconf::reports {
namespace {

constexpr std::size_t kRoom = 10'000;

TEST(Difference, MarksWhatCameInThePlaceOfWhatWasWanted) {
    const auto shown = differenceOf({"<error xmlns='s'><restricted-xml xmlns='e'/></error>"},
                                    "<stream:error xmlns:stream='s'><bad-format xmlns='e'/><text>no</text>"
                                    "</stream:error>",
                                    kRoom);
    EXPECT_EQ(shown.expected.at(0),
              "&lt;error xmlns='s'&gt;<u>&lt;restricted-xml</u> xmlns='e'/&gt;&lt;/error&gt;");
    EXPECT_EQ(
        shown.actual,
        "&lt;stream:error xmlns:stream='s'&gt;<u>&lt;bad-format</u> xmlns='e'/&gt;&lt;text&gt;no&lt;/text&gt;"
        "&lt;/stream:error&gt;");
}

TEST(Difference, TheOrderOfAttributesAndWhatIsMoreIsNoDifference) {
    const auto shown =
        differenceOf({"<iq type='result' id='…'/>"}, "<iq id='7' from='x' type='error'/>", kRoom);
    EXPECT_EQ(shown.expected.at(0), "&lt;iq <u>type='result'</u> id='…'/&gt;");
    EXPECT_EQ(shown.actual, "&lt;iq id='7' from='x' <u>type='error'</u>/&gt;");
    const auto missing = differenceOf({"<iq id='7' from='a'/>"}, "<iq id='7' type='get'/>", kRoom);
    EXPECT_EQ(missing.expected.at(0), "&lt;iq id='7' <u>from='a'</u>/&gt;");
    EXPECT_EQ(missing.actual, "&lt;iq id='7' type='get'/&gt;");
}

TEST(Difference, OfAlternativesTheNearestCounts) {
    const auto shown = differenceOf({"<failure xmlns='s'><aborted/></failure>", "<success xmlns='t'/>"},
                                    "<success xmlns='s'/>", kRoom);
    EXPECT_EQ(shown.expected.at(1), "&lt;success <u>xmlns='t'</u>/&gt;");
    EXPECT_NE(shown.expected.at(0).find("<u>&lt;failure</u>"), std::string::npos) << shown.expected[0];
    EXPECT_EQ(shown.expected.size(), 2u);
}

TEST(Difference, WhatHasNothingInCommonIsNotMarked) {
    const auto shown = differenceOf({"<a/>", "b"}, "nothing came within 10 s", kRoom);
    EXPECT_EQ(shown.expected, (std::vector<std::string>{"&lt;a/&gt;", "b"}));
    EXPECT_EQ(shown.actual, "nothing came within 10 s");
    EXPECT_EQ(differenceOf({}, "it is 'no'", kRoom).actual, "it is 'no'");
    EXPECT_EQ(differenceOf({"c.end is 'yes'"}, "c.end is 'no'", kRoom).actual, "c.end is <u>'no'</u>");
}

TEST(Difference, AnyTextIsShownWhole) {
    const std::string texts[] = {"",      "<",        "</",     "<a b='c",      "<a b=\"c' d>", "> / /> =",
                                 "<<<>>", "<a/<b/>>", "x\n\ty", "<a 'b' = c/>", "' \" '",       "a=b <c=d>"};
    const auto plain = [](std::string text) {
        for (const std::string mark : {"<u>", "</u>"}) {
            for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
                text.erase(at, mark.size());
        }
        for (const auto& [entity, raw] :
             {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&amp;", "&"}}) {
            for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity))
                text.replace(at, std::string(entity).size(), raw);
        }
        return text;
    };
    for (const auto& expected : texts) {
        for (const auto& actual : texts) {
            const auto shown = differenceOf({expected}, actual, kRoom);
            EXPECT_EQ(plain(shown.expected.at(0)), expected);
            EXPECT_EQ(plain(shown.actual), actual);
        }
    }
}

TEST(Difference, IsBoundedWhateverComes) {
    const std::string large(1'000'000, '<');
    const auto shown = differenceOf({large, "<a " + large}, large + " x", 1000);
    for (const auto& text : {shown.expected[0], shown.expected[1], shown.actual})
        EXPECT_LT(text.size(), 1300u);
}

TEST(Difference, SaysHowMuchIsLeftOut) {
    std::string actual = "<b/>";
    for (int i = 0; i < 1000; ++i) actual += "<a x=\"1\"/>";
    const std::string shown = differenceOf({"<b/>"}, actual, 400).actual;
    std::size_t leftOut = 0;
    for (auto at = shown.find("… "); at != shown.npos; at = shown.find("… ", at + 1))
        leftOut += std::stoul(shown.substr(at + std::string("… ").size()));
    EXPECT_GT(leftOut, actual.size() - 400);
    EXPECT_LT(leftOut, actual.size());
}

}  // namespace
}  // namespace xmppconf::reports
