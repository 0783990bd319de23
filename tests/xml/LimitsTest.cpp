#include <gtest/gtest.h>

#include "tests/xml/Events.h"

namespace xmppconf::xml {

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kMegabyte = 1024 * 1024;

/// Feeds `begin` and then `piece` until the reader says something fatal; how much was fed until then. Never
/// may it hold more than the limit and the piece.
std::size_t fedUntilRefused(std::string_view begin, const std::string& piece, std::size_t most,
                            ReaderLimits limits = {}) {
    StreamReader reader(limits);
    reader.feed(begin);
    drain(reader);
    std::size_t fed = 0;
    while (fed < most) {
        reader.feed(piece);
        fed += piece.size();
        while (const auto event = reader.next()) {
            if (event->kind == StreamEvent::Kind::Violation && event->violation == Violation::TooLarge) {
                EXPECT_EQ(reader.unread(), "");
                return fed;
            }
        }
        if (reader.unread().size() > limits.elementOctets) {
            ADD_FAILURE() << "holds " << reader.unread().size() << " octets";
            return fed;
        }
    }
    return fed;
}

std::string lastDetail(std::string_view octets, ReaderLimits limits) {
    StreamReader reader(limits);
    reader.feed(octets);
    std::string detail;
    while (const auto event = reader.next()) detail = event->detail;
    return detail;
}

}  // namespace

TEST(Limits, OfOctetsHoldExactlyHoweverTheOctetsAreCut) {
    const ReaderLimits limits{.elementOctets = 40};
    const std::string fits = "<a>" + repeat("x", 33) + "</a>";
    const std::string larger = "<a>" + repeat("x", 34) + "</a>";
    const std::pair<std::string, Lines> cases[] = {
        {"<s>" + fits + fits, {"header 3: <s/>", "element 43: " + fits, "element 83: " + fits}},
        {"<s>" + fits + larger, {"header 3: <s/>", "element 43: " + fits, "too-large 83"}},
        {"<s>  " + fits + " \n " + larger, {"header 3: <s/>", "element 45: " + fits, "too-large 88"}},
        {"<s><a b='" + repeat("x", 31) + "'/>",
         {"header 3: <s/>", "element 43: <a b='" + repeat("x", 31) + "'/>"}},
        {"<s><a b='" + repeat("x", 32) + "'/>", {"header 3: <s/>", "too-large 43"}},
        {"<s x='" + repeat("x", 32) + "'>", {"header 40: <s x='" + repeat("x", 32) + "'/>"}},
        {"<s x='" + repeat("x", 33) + "'>", {"too-large 40"}},
        {"<s><!--" + repeat("x", 33) + "--><a/>", {"header 3: <s/>", "comment 43", "element 47: <a/>"}},
        {"<s><!--" + repeat("x", 34) + "-->", {"header 3: <s/>", "too-large 43"}},
        {"<s><a><!--1--><!--2--><!--3--><!--4--></a>",
         {"header 3: <s/>", "comment 14", "comment 22", "comment 30", "comment 38", "element 42: <a/>"}},
        {"<s><a><!--1--><!--2--><!--3--><!--4--><!--5--></a>",
         {"header 3: <s/>", "comment 14", "comment 22", "comment 30", "comment 38", "too-large 43"}},
        {repeat(" ", 37) + "<s>", {"header 40: <s/>"}},
        {repeat(" ", 38) + "<s>", {"too-large 40"}},
        {repeat(" ", 50) + "<s>", {"too-large 40"}},
        {"<s></s>" + repeat(" ", 100), {"header 3: <s/>", "closed 7"}},
        {"<s>" + repeat("text\n", 30) + "<a/>",
         {"header 3: <s/>", "text-between-stanzas 4", "element 157: <a/>"}},
        {"<s>" + repeat(" ", 100) + "<a/>", {"header 3: <s/>", "element 107: <a/>"}},
        {"<s><a>" + repeat("x", 30) + "\xff" + repeat("x", 30), {"header 3: <s/>", "bad-utf-8 36"}},
        {"<s><a>" + repeat("x", 40) + "\xff", {"header 3: <s/>", "too-large 43"}},
    };
    for (const auto& each : cases) {
        SCOPED_TRACE(each.first);
        forEverySplit(each.first,
                      [&](const auto& pieces) { EXPECT_EQ(readPieces(pieces, limits), each.second); });
    }
}

TEST(Limits, OfDepth) {
    const ReaderLimits limits{.depth = 4};
    EXPECT_EQ(readWhole("<s><a><b><c/></b></a><d/>", limits).size(), 3U);
    EXPECT_EQ(readWhole("<s><a><b><c><d/></c></b></a>", limits), (Lines{"header 3: <s/>", "too-large 12"}));
    EXPECT_EQ(readWhole("<s>" + repeat("<a>", 100000)), (Lines{"header 3: <s/>", "too-large 768"}));
}

TEST(Limits, OfAttributesAndNamespaces) {
    const ReaderLimits limits{.attributes = 2};
    EXPECT_EQ(readWhole("<s a='' b='' xmlns:c='c' xmlns:d='d'>", limits).size(), 1U);
    EXPECT_EQ(readWhole("<s a='' b='' c=''>", limits), Lines{"too-large 0"});
    EXPECT_EQ(readWhole("<s><a xmlns:b='b' xmlns:c='c'/><a xmlns:b='b' xmlns:c='c' xmlns:d='d'/>", limits),
              (Lines{"header 3: <s/>", "element 31: <a/>", "too-large 31"}));
}

TEST(Limits, AreNamedInTheSentence) {
    const ReaderLimits limits{.elementOctets = 20, .depth = 2, .attributes = 1};
    EXPECT_EQ(lastDetail("<s><a b='1234567890' c=''/>", limits),
              "element exceeds xmppconf's limit of 20 octets (it begins at offset 3)");
    EXPECT_EQ(lastDetail("<s><a b='' c=''/>", limits),
              "attributes exceed xmppconf's limit of 1, in the tag at offset 3");
    EXPECT_EQ(lastDetail("<s xmlns='a' xmlns:b='b'>", ReaderLimits{.attributes = 1}),
              "namespace declarations exceed xmppconf's limit of 1, in the tag at offset 0");
    EXPECT_EQ(lastDetail("<s><a><b/>", limits),
              "the depth of elements exceeds xmppconf's limit of 2, at offset 6");
    EXPECT_EQ(lastDetail(repeat(" ", 30), limits),
              "white space before the stream header exceeds xmppconf's limit of 20 octets");
}

TEST(Limits, StopWhatNeverEnds) {
    const std::string header(kHeader);
    const std::string mebibyte = repeat("x", kMegabyte);
    const std::pair<std::string, std::string> endless[] = {
        {header + "<a b='", mebibyte},
        {header + "<a b='", repeat(">", kMegabyte)},
        {header + "<a ", mebibyte},
        {header + "<a", mebibyte},
        {header + "<a>", mebibyte},
        {header + "<a><![CDATA[", mebibyte},
        {header + "<!--", mebibyte},
        {header + "<?p ", mebibyte},
        {header + "&", mebibyte},
        {header + "<a>", repeat("<!-- -->", kMegabyte / 8)},
        {header + "<a>", repeat("<b/>", kMegabyte / 4)},
        {header + "<a>", repeat("<b>1</b>", kMegabyte / 8)},
        {header, repeat("<![CDATA[]]>", kMegabyte / 12)},
        {"<stream:stream a='", mebibyte},
        {"<", mebibyte},
        {"<!--", mebibyte},
        {"", repeat(" ", kMegabyte)},
    };
    for (const auto& [begin, piece] : endless) {
        SCOPED_TRACE(begin + piece.substr(0, 12));
        EXPECT_LE(fedUntilRefused(begin, piece, 100 * kMegabyte), 5 * kMegabyte);
    }
}

TEST(Limits, AMillionAttributes) {
    std::string attributes;
    for (int i = 0; i < 1000000; ++i) attributes += " a" + std::to_string(i) + "=''";
    EXPECT_EQ(readWhole("<s><a" + attributes + "/>"), (Lines{"header 3: <s/>", "too-large 4194307"}));
    // with room for as many as remain
    attributes.resize(attributes.find(" a100000="));
    EXPECT_EQ(readWhole("<s><a" + attributes + "/>"), (Lines{"header 3: <s/>", "too-large 3"}));
}

TEST(Limits, EndlessWhiteSpaceAndTextBetweenStanzasAreNotKept) {
    for (const char* const filling : {" ", "\r\n", "text"}) {
        StreamReader reader(ReaderLimits{.elementOctets = 1000});
        reader.feed("<s>");
        for (int i = 0; i < 1000; ++i) {
            reader.feed(repeat(filling, 500));
            drain(reader);
            EXPECT_LE(reader.unread().size(), 1U);  // a carriage return may wait for its line feed
        }
        reader.feed("<a/>");
        EXPECT_EQ(drain(reader).size(), 1U);
    }
}

TEST(Limits, EverNewNamesAreStoppedByMemory) {
    StreamReader reader(ReaderLimits{.elementOctets = 10000});
    reader.feed("<s>");
    drain(reader);
    std::string last;
    std::size_t elements = 0;
    for (; elements < 1000000 && last.empty(); ++elements) {
        reader.feed("<a" + std::to_string(elements) + " b" + std::to_string(elements) + "=''/>");
        while (const auto event = reader.next()) last = event->detail;
    }
    EXPECT_GT(elements, 1000U);
    EXPECT_NE(last.find("memory to read the stream with exceeds xmppconf's limit of 1208576 octets"),
              std::string::npos)
        << last;
}

TEST(Limits, LeaveRoomForOneElementOfTheLargestSize) {
    const std::size_t most = ReaderLimits().elementOctets;
    const std::pair<std::string, std::string> wrappings[] = {
        {"<a>", "</a>"}, {"<a b='", "'/>"}, {"<!--", "-->"}};
    for (const auto& [begin, end] : wrappings) {
        for (const std::size_t piece : {most, std::size_t{100000}, std::size_t{4000}}) {
            const std::string octets = begin + repeat("x", most - begin.size() - end.size()) + end;
            StreamReader reader;
            reader.feed("<s>");
            for (std::size_t at = 0; at < octets.size(); at += piece) {
                EXPECT_LE(drain(reader).size(), 1U);
                reader.feed(std::string_view(octets).substr(at, piece));
            }
            const auto event = reader.next();
            ASSERT_TRUE(event) << begin;
            EXPECT_EQ(event->end, most + 3);
            EXPECT_NE(event->violation, Violation::TooLarge);
        }
    }
}

// Read again from its beginning with every octet, each of these would take hours.
TEST(Limits, ALongTokenOctetByOctetTakesLinearTime) {
    for (const std::string begin : {"<a b='", "<!--", "<?p ", "<a ", "&"}) {
        for (const char* const filling : {"x", "'>-", "?x"}) {
            StreamReader reader;
            reader.feed("<s>" + begin);
            drain(reader);
            const std::string octets = repeat(filling, 100000);
            for (const char octet : octets) {
                reader.feed(std::string_view(&octet, 1));
                drain(reader);
            }
            SUCCEED();
        }
    }
}

TEST(Limits, ErrorsInALongTokenAreFoundBeforeItGrowsByAQuarter) {
    StreamReader reader;
    reader.feed("<s><a b='" + repeat("x", 100000) + "&;");
    ASSERT_TRUE(reader.next());
    std::size_t more = 0;
    while (!reader.next() && more < 200000) {
        reader.feed("x");
        ++more;
    }
    EXPECT_LE(more, 25000U);
}

}  // namespace xmppconf::xml
