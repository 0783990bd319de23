#include <gtest/gtest.h>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/Requirement.h"
#include "harness/vector/Vector.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

TEST(Words, Forms) {
    for (const auto good : {"a", "0", "a.b-c", "4.3"}) EXPECT_TRUE(isSlug(good)) << good;
    for (const auto bad : {"", "-a", "a-", ".a", "A", "a b", "a/b", "\xc3\xa4"})
        EXPECT_FALSE(isSlug(bad)) << bad;
    for (const auto good : {"c", "c-1"}) EXPECT_TRUE(isConnection(good)) << good;
    for (const auto bad : {"", "1c", "c.d", "C"}) EXPECT_FALSE(isConnection(bad)) << bad;
    for (const auto good : {"a", "a.b", "c.header.xml-declaration", "0a"}) EXPECT_TRUE(isName(good)) << good;
    for (const auto bad : {"", ".", "a.", "a..b", "-a", "a.-b", "A"}) EXPECT_FALSE(isName(bad)) << bad;
    for (const auto good : {"sasl/a", "sasl/scram-sha-1/login"}) EXPECT_TRUE(isVectorId(good)) << good;
    for (const auto bad : {"sasl", "sasl/", "/a", "sasl//a", "sasl/A"}) EXPECT_FALSE(isVectorId(bad)) << bad;
}

TEST(Words, RequirementIds) {
    const auto id = requirementId("RFC6120/4.3.3/new-stream-id");
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(id->spec + "|" + id->section + "|" + id->slug, "RFC6120|4.3.3|new-stream-id");
    EXPECT_TRUE(requirementId("XEP-0198/A.1/x").has_value());
    for (const auto bad : {"RFC6120/4.3.3", "RFC6120/4./x", "RFC6120//x", "RFC6120/4/X", "rfc6120/4/x",
                           "6120/4/x", "R/4/x/y"}) {
        EXPECT_FALSE(requirementId(bad).has_value()) << bad;
    }
}

TEST(Words, Durations) {
    using namespace std::chrono_literals;
    EXPECT_EQ(duration("500ms"), octets::Duration(500ms));
    EXPECT_EQ(duration("3s"), octets::Duration(3s));
    EXPECT_EQ(duration("999s"), octets::Duration(999s));
    for (const auto bad :
         {"", "s", "ms", "0s", "05s", "1000s", "1000000ms", "1.5s", "-1s", "3", "3 s", "3m", "3S"}) {
        EXPECT_FALSE(duration(bad).has_value()) << bad;
    }
}

TEST(Words, Octets) {
    EXPECT_EQ(octetsOf("00fF"), std::string("\0\xff", 2));
    EXPECT_EQ(octetsOf(" c3\n28 "), "\xc3\x28");
    for (const auto bad : {"", " ", "f", "f f", "ff f", "0x", "gg"})
        EXPECT_FALSE(octetsOf(bad).has_value()) << bad;
}

TEST(Words, NumbersAndBlanks) {
    EXPECT_EQ(number("0", 1), 0U);
    EXPECT_EQ(number("0042", 4), 42U);
    for (const auto bad : {"", "+1", "-1", "1 ", "12345", "1e3"})
        EXPECT_FALSE(number(bad, 4).has_value()) << bad;
    EXPECT_EQ(collapsed(" a\n\t b "), "a b");
    EXPECT_EQ(collapsed(" \n"), "");
    EXPECT_EQ(words(" a  b\n").size(), 2U);
}

TEST(Words, NamesOfLevelsAndSteps) {
    EXPECT_EQ(nameOf(Level::Should), "SHOULD");
    for (int i = 0; i < kSteps; ++i) EXPECT_EQ(stepNamed(nameOf(static_cast<Step>(i))), static_cast<Step>(i));
    EXPECT_EQ(nameOf(Step::StartTls), "starttls");
    EXPECT_EQ(stepNamed("login"), std::nullopt);
}

TEST(DidYouMean, Distances) {
    EXPECT_EQ(editDistance("", "abc"), 3U);
    EXPECT_EQ(editDistance("kitten", "sitting"), 3U);
    EXPECT_EQ(editDistance("form", "from"), 1U) << "two neighbours swapped are one step";
    EXPECT_EQ(editDistance("same", "same"), 0U);
}

TEST(DidYouMean, SuggestsWhatIsNear) {
    EXPECT_EQ(didYouMean("maxx", {"min", "max", "maximum"}), "; did you mean 'max'?");
    EXPECT_EQ(didYouMean("exepct", {"close", "expect"}), "; did you mean 'expect'?");
    EXPECT_EQ(didYouMean("banana", {"max", "min"}), "");
    EXPECT_EQ(didYouMean("x", {"c"}), "; did you mean 'c'?");
    EXPECT_EQ(didYouMean(std::string(5000, 'a'), {"aaa"}), "");
    EXPECT_EQ(didYouMean("x", {}), "");
}

}  // namespace

}  // namespace xmppconf::vector
