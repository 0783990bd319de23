// The parts below the reader: arenas, octet scan, token watch, memory budget.

#include <expat.h>
#include <gtest/gtest.h>

#include "harness/xml/Arena.h"
#include "harness/xml/ArenaPool.h"
#include "harness/xml/MemoryBudget.h"
#include "harness/xml/OctetScan.h"
#include "harness/xml/Patience.h"
#include "harness/xml/TokenWatch.h"
#include "tests/xml/Events.h"

namespace xmppconf::xml {

using Rest = OctetScan::Rest;
using namespace std::string_literals;

TEST(Arena, KeepsWhatIsPutIntoItAligned) {
    Arena arena;
    std::vector<std::pair<std::string_view, std::string>> texts;
    for (std::size_t i = 0; i < 300; ++i) {
        const std::string text = repeat("x", i * 7);
        texts.emplace_back(arena.copy(text), text);
        EXPECT_EQ(reinterpret_cast<std::size_t>(arena.make<double>(3)) % alignof(double), 0U);
    }
    for (const auto& [kept, text] : texts) EXPECT_EQ(kept, text);
}

TEST(Arena, AppendsWithoutLosingWhatStandsBetween) {
    Arena arena;
    std::string expected;
    std::string_view text;
    for (int i = 0; i < 3000; ++i) {
        const std::string piece = std::to_string(i);
        text = arena.append(text, piece);
        expected += piece;
        if (i % 100 == 0) arena.make<int>();
    }
    EXPECT_EQ(text, expected);
    EXPECT_LT(arena.octets(), 100 * expected.size());
}

TEST(Arena, GivesBackAllButTheFirstBlock) {
    Arena arena;
    arena.copy("x");
    const std::size_t first = arena.octets();
    arena.copy(repeat("x", 1000000));
    EXPECT_GT(arena.octets(), 1000000U);
    arena.reset();
    EXPECT_EQ(arena.octets(), first);
    arena.reset();
    EXPECT_EQ(arena.copy("again"), "again");
}

TEST(ArenaPool, ReusesAnArenaOnlyWhenNobodyHoldsIt) {
    ArenaPool pool;
    auto first = pool.take();
    const Arena* const address = first.get();
    const auto second = pool.take();
    EXPECT_NE(second.get(), address);
    first.reset();
    EXPECT_EQ(pool.take().get(), address);
    std::vector<std::shared_ptr<Arena>> held;
    for (int i = 0; i < 10; ++i) held.push_back(pool.take());
    for (std::size_t i = 0; i < held.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) EXPECT_NE(held[i], held[j]);
    }
}

TEST(OctetScan, FollowsTheDefinitionOfUtf8) {
    struct Case {
        std::string octets;
        std::size_t good;
        Rest rest;
    };
    const Case cases[] = {
        {"", 0, Rest::None},
        {"plain", 5, Rest::None},
        {"\x01\x7f", 2, Rest::None},
        {"exactly8", 8, Rest::None},
        {"\u00e9\u20ac\U0001F600", 9, Rest::None},
        {"\u07ff\u0800\uffff\U00010000\U0010ffff", 16, Rest::None},
        {"\ud7ff\ue000", 6, Rest::None},
        {"12345678\u00e9", 10, Rest::None},
        {"123\xE2", 3, Rest::Incomplete},
        {"123\xE2\x82", 3, Rest::Incomplete},
        {"\xF0\x9F\x98", 0, Rest::Incomplete},
        {"\xED\x9F", 0, Rest::Incomplete},
        {"\xED\xA0", 0, Rest::BadUtf8},
        {"\xE0\x9F", 0, Rest::BadUtf8},
        {"\xF0\x8F", 0, Rest::BadUtf8},
        {"\xF4\x90", 0, Rest::BadUtf8},
        {"1234567\x80"
         "90",
         7, Rest::BadUtf8},
        {"\xC0", 0, Rest::BadUtf8},
        {"\xF5", 0, Rest::BadUtf8},
        {"\xC3\xC3", 0, Rest::BadUtf8},
        {"\xE2\x82\xC3", 0, Rest::BadUtf8},
        {"12345678\0"s, 8, Rest::Nul},
        {"\0"
         "12345678"s,
         0, Rest::Nul},
        {"1234567\0"
         "9"s,
         7, Rest::Nul},
        {"\x01\x02\x03\x04"
         "5678",
         8, Rest::None},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(testing::PrintToString(each.octets));
        const OctetScan found = scanOctets(each.octets);
        EXPECT_EQ(found.good, each.good);
        EXPECT_EQ(found.rest, each.rest);
    }
}

TEST(OctetScan, WithoutACharacterThatWasCut) {
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"abc", "abc"},
        {"a\u00e9", "a\u00e9"},
        {"a\xc3", "a"},
        {"a\xe2\x82", "a"},
        {"\u20ac\xe2", "\u20ac"},
        {"\xf0\x9f\x98", ""},
        {"\U0001f600", "\U0001f600"},
        // What no sequence begins with was not cut, and stays.
        {"a\x80", "a\x80"},
        {"\x80\x80\x80", "\x80\x80\x80"},
        {"a\x80\x80\x80\x80\x80", "a\x80\x80\x80\x80\x80"},
        {"a\xff", "a\xff"},
        {"a\xc0", "a\xc0"},
    };
    for (const auto& [octets, whole] : rows)
        EXPECT_EQ(withoutCutCharacter(octets), whole) << testing::PrintToString(octets);
}

TEST(OctetScan, KnowsEveryCodePoint) {
    for (unsigned code = 1; code <= 0x110000; ++code) {
        std::string octets;
        const auto put = [&](unsigned octet) { octets.push_back(static_cast<char>(octet)); };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0 | code >> 6);
        } else if (code < 0x10000) {
            put(0xE0 | code >> 12);
            put(0x80 | (code >> 6 & 0x3F));
        } else {
            put(0xF0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3F));
            put(0x80 | (code >> 6 & 0x3F));
        }
        if (code >= 0x80) put(0x80 | (code & 0x3F));
        const bool valid = code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
        ASSERT_EQ(scanOctets(octets).rest == Rest::None, valid) << code;
    }
}

TEST(TokenWatch, SeesWhereATokenCanEnd) {
    struct Case {
        std::string token;
        std::size_t due;  ///< with so many octets; 0: never
    };
    const Case cases[] = {
        {"<abcd>", 6},   {"<a b='>\">' >", 12}, {"<a b=\">'>\"/>", 12}, {"<a b='1", 0},     {"<a b='<", 7},
        {"</abc >", 7},  {"<!-- > - -->", 11},  {"<!---->", 6},         {"<?p > ? ?>", 10}, {"<?p a?b?>", 9},
        {"&abcdef;", 8}, {"&abcdef", 0},        {"<!DOCTYPE", 4},       {"]]aaaa", 4},
    };
    for (const Case& each : cases) {
        for (std::size_t cut = 4; cut <= each.token.size(); ++cut) {
            TokenWatch watch;
            watch.begin(std::string_view(each.token).substr(0, cut));
            std::size_t due = watch.due() ? cut : 0;
            for (std::size_t i = cut; i < each.token.size(); ++i) {
                watch.follow(std::string_view(each.token).substr(i, 1));
                if (watch.due() && due == 0) due = i + 1;
            }
            EXPECT_EQ(due, each.due == 0 ? 0 : std::max(cut, each.due)) << each.token << " cut at " << cut;
        }
    }
}

TEST(Patience, LetsALongTokenWaitUntilItIsPaidFor) {
    Patience patience;
    std::string token = "<a b='" + repeat("x", 9994);
    patience.settle(100, 100 + token.size(), token);
    ASSERT_TRUE(patience.waiting());
    EXPECT_EQ(patience.token(), 100U);
    const std::size_t given = token.size();
    token += "x";
    patience.fed(1);
    EXPECT_EQ(patience.allow(token, given, false), 0U);
    EXPECT_GT(patience.allow(token, given, true), 0U);
    token += repeat("x", 2500);
    patience.fed(2500);
    EXPECT_GT(patience.allow(token, given, false), 0U);
    token += "'>";
    patience.fed(2);
    EXPECT_GT(patience.allow(token, given, false), 0U);
    patience.settle(100 + token.size(), 100 + token.size(), "");
    EXPECT_FALSE(patience.waiting());
}

TEST(MemoryBudget, RefusesWhatGoesBeyondItAndGetsItBack) {
    MemoryBudget budget(1000);
    const XML_Memory_Handling_Suite& suite = MemoryBudget::suite();
    EXPECT_EQ(suite.malloc_fcn(1), nullptr);  // charged to nobody
    const MemoryBudget::Charge charge(budget);
    void* block = suite.malloc_fcn(600);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(suite.malloc_fcn(401), nullptr);
    EXPECT_EQ(suite.malloc_fcn(static_cast<std::size_t>(-1)), nullptr);
    EXPECT_EQ(suite.realloc_fcn(block, 1001), nullptr);
    block = suite.realloc_fcn(block, 1000);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(budget.used(), 1000U);
    suite.free_fcn(block);
    suite.free_fcn(nullptr);
    EXPECT_EQ(budget.used(), 0U);
}

TEST(MemoryBudget, IsLeftEmptyByAParser) {
    MemoryBudget budget(1000000);
    {
        const MemoryBudget::Charge charge(budget);
        XML_Parser parser = XML_ParserCreate_MM("UTF-8", &MemoryBudget::suite(), "|");
        ASSERT_NE(parser, nullptr);
        EXPECT_EQ(XML_Parse(parser, "<a><b c='1'>", 12, 0), XML_STATUS_OK);
        EXPECT_GT(budget.used(), 100U);
        XML_ParserFree(parser);
    }
    EXPECT_EQ(budget.used(), 0U);
}

}  // namespace xmppconf::xml
