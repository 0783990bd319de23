#include <gtest/gtest.h>

#include <utility>

#include "harness/xml/StreamReader.h"
#include "tests/xml/Events.h"

namespace xmppconf::xml {

namespace {

using Lines = std::vector<std::string>;

const std::string kStreamHeader =
    "header 106: <stream:stream xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'/> "
    "=jabber:client stream=http://etherx.jabber.org/streams";

struct ReaderCase {
    std::string name;
    std::string octets;  ///< behind kHeader
    Lines events;        ///< behind the header's; places count from the end of kHeader
};

/// The events of `octets` behind kHeader, with places counted from its end.
Lines readBehindHeader(const std::vector<std::string_view>& pieces) {
    StreamReader reader;
    reader.feed(kHeader);
    EXPECT_EQ(drain(reader), Lines{kStreamHeader});
    Lines lines;
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        while (auto event = reader.next()) {
            event->end -= kHeader.size();
            lines.push_back(describe(*event));
        }
    }
    return lines;
}

const ReaderCase kReaderCases[] = {
    {"empty element", "<a/>", {"element 4: <a xmlns='jabber:client'/>"}},
    {"children and text",
     "<b x='1'>t<c>u</c>v</b>",
     {"element 23: <b xmlns='jabber:client' x='1'>t<c>u</c>v</b>"}},
    {"several",
     "<a/><a/><b/>",
     {"element 4: <a xmlns='jabber:client'/>", "element 8: <a xmlns='jabber:client'/>",
      "element 12: <b xmlns='jabber:client'/>"}},
    {"closed", "</stream:stream>", {"closed 16"}},
    {"closed and white space", "</stream:stream >\r\n \t", {"closed 17"}},
    {"closed behind an element",
     "<a/></stream:stream>",
     {"element 4: <a xmlns='jabber:client'/>", "closed 20"}},
    {"keepalives yield nothing", " \r\n\t <a/>\r\n\r\n ", {"element 9: <a xmlns='jabber:client'/>"}},
    {"white space as references and CDATA",
     "&#32;&#x9;<![CDATA[ \n]]><a/>",
     {"element 28: <a xmlns='jabber:client'/>"}},
    {"its own default namespace", "<a xmlns='x'><b/></a>", {"element 21: <a xmlns='x'><b/></a>"}},
    {"no namespace", "<a xmlns=''/>", {"element 13: <a/>"}},
    {"a prefix declared anew inside",
     "<p:a xmlns:p='x'><p:b xmlns:p='y'><p:c/></p:b><p:d/></p:a>",
     {"element 58: <p:a xmlns:p='x'><p:b xmlns:p='y'><p:c/></p:b><p:d/></p:a>"}},
    {"two prefixes, one namespace",
     "<p:a xmlns:p='x' xmlns:q='x'><q:b/></p:a>",
     {"element 41: <p:a xmlns:p='x'><q:b xmlns:q='x'/></p:a>"}},
    {"the stream's prefix",
     "<stream:features/>",
     {"element 18: <stream:features xmlns:stream='http://etherx.jabber.org/streams'/>"}},
    {"xml:lang", "<a xml:lang='de'/>", {"element 18: <a xmlns='jabber:client' xml:lang='de'/>"}},
    {"predefined entities",
     "<a b='&lt;&gt;&amp;&apos;&quot;'>&lt;&gt;&amp;&apos;&quot;</a>",
     {"element 62: <a xmlns='jabber:client' b='&lt;&gt;&amp;&apos;\"'>&lt;&gt;&amp;'\"</a>"}},
    {"character references",
     "<a b='&#x263A;&#9;'>&#9786;&#x1F600;</a>",
     {"element 40: <a xmlns='jabber:client' b='\u263A&#9;'>\u263A\U0001F600</a>"}},
    {"UTF-8 of every length",
     "<\u00e9 \u00df='\u20ac'>a\u00e9\u20ac\U0001F600</\u00e9>",
     {"element 28: <\u00e9 xmlns='jabber:client' \u00df='\u20ac'>a\u00e9\u20ac\U0001F600</\u00e9>"}},
    {"U+FEFF inside is a character", "<a>\uFEFF</a>", {"element 10: <a xmlns='jabber:client'>\uFEFF</a>"}},
    {"the highest character", "<a>\U0010FFFF</a>", {"element 11: <a xmlns='jabber:client'>\U0010FFFF</a>"}},
    {"CDATA",
     "<a>1<![CDATA[<b>&amp;]] >]]>2</a>",
     {"element 33: <a xmlns='jabber:client'>1&lt;b&gt;&amp;amp;]] &gt;2</a>"}},
    {"line ends",
     "<a b='1\r\n2'>1\r\n2\r3\n</a>",
     {"element 23: <a xmlns='jabber:client' b='1 2'>1\n2\n3\n</a>"}},
    {"'>' and quotes in values",
     "<a b='>\"/>' c=\"'>'\">></a>",
     {"element 25: <a xmlns='jabber:client' b='&gt;\"/&gt;' c='&apos;&gt;&apos;'>&gt;</a>"}},
    {"white space in tags",
     "<a\n b = '1'\t/><b ></b\n>",
     {"element 14: <a xmlns='jabber:client' b='1'/>", "element 23: <b xmlns='jabber:client'/>"}},
    {"the root's name inside",
     "<stream:stream></stream:stream></stream:stream>",
     {"element 31: <stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>", "closed 47"}},
    {"incomplete", "<a><b/><c", {}},
};

}  // namespace

TEST(StreamReader, YieldsTheSameEventsHoweverTheOctetsAreCut) {
    for (const ReaderCase& each : kReaderCases) {
        SCOPED_TRACE(each.name);
        forEverySplit(each.octets,
                      [&](const auto& pieces) { EXPECT_EQ(readBehindHeader(pieces), each.events); });
    }
}

TEST(StreamReader, ReadsHeadersOfAllKinds) {
    const std::pair<std::string, Lines> cases[] = {
        {"<a/>", {"header 4: <a/>", "closed 4"}},
        {"<a></a>", {"header 3: <a/>", "closed 7"}},
        {" \n<a>", {"header 5: <a/>"}},
        {"<?xml version='1.0'?><a>", {"header 24: <?xml?><a/>"}},
        {"<?xml version='1.0' encoding='UTF-8'?>\n<a>", {"header 42: <?xml?><a/>"}},
        {"<?xml version=\"1.0\" encoding=\"utf-8\"?><a>", {"header 41: <?xml?><a/>"}},
        {"<a xmlns='x' xmlns:p='y' p:c='&amp;' c='2'>",
         {"header 43: <a xmlns='x' xmlns:n1='y' n1:c='&amp;' c='2'/> =x p=y"}},
        {"<p:a xmlns:p='y' p:c='1' xml:lang='en'>",
         {"header 39: <p:a xmlns:p='y' p:c='1' xml:lang='en'/> p=y"}},
        {std::string(kHeader), {kStreamHeader}},
    };
    for (const auto& each : cases) {
        SCOPED_TRACE(each.first);
        forEverySplit(each.first, [&](const auto& pieces) { EXPECT_EQ(readPieces(pieces), each.second); });
    }
}

TEST(StreamReader, YieldsAnEventWithItsLastOctet) {
    // Long enough that expat is not given every octet of a tag at once.
    const std::string octets = "<?xml version='1.0'?>" + std::string(kHeader) + "<a b='" +
                               repeat(">/x\"", 1000) + "'/><b c=\"" + repeat("'", 1000) + "\">" +
                               repeat("text &#65;", 500) + "</b" + repeat(" ", 500) + "><!--" +
                               repeat("- >", 700) + "--><?p " + repeat("? >", 700) + "?></stream:stream>";
    StreamReader reader;
    std::size_t events = 0;
    for (std::size_t fed = 1; fed <= octets.size(); ++fed) {
        reader.feed(octets.substr(fed - 1, 1));
        while (const auto event = reader.next()) {
            EXPECT_EQ(event->end, fed) << describe(*event);
            ++events;
        }
    }
    EXPECT_EQ(events, 6U);
}

TEST(StreamReader, TellsPrefixedAttributesFromPlainOnes) {
    StreamReader reader;
    reader.feed("<s xmlns='d'><a id='plain' xmlns:p='d' p:id='prefixed' xml:id='x'><b/></a>");
    ASSERT_TRUE(reader.next());
    const auto event = reader.next();
    ASSERT_TRUE(event);
    const Element& element = *event->element;
    EXPECT_TRUE(element.is("d", "a"));
    EXPECT_EQ(element.attribute("id"), "plain");
    EXPECT_EQ(element.attribute("id", "d"), "prefixed");
    EXPECT_EQ(element.attribute("id", kXmlNamespace), "x");
    EXPECT_TRUE(element.firstChild->element->is("d", "b"));
}

TEST(StreamReader, ReadsNothingBehindTheEventItReturns) {
    StreamReader reader;
    const std::string header(kHeader);
    reader.feed(header + "<a/><b/> <\xff");
    EXPECT_EQ(reader.unread().size(), header.size() + 11);
    ASSERT_EQ(reader.next()->kind, StreamEvent::Kind::Header);
    EXPECT_EQ(reader.unread(), "<a/><b/> <\xff");
    ASSERT_EQ(reader.next()->element->name, "a");
    EXPECT_EQ(reader.unread(), "<b/> <\xff");
    ASSERT_EQ(reader.next()->element->name, "b");
    EXPECT_EQ(reader.unread(), " <\xff");
    EXPECT_EQ(reader.next()->violation, Violation::BadUtf8);
    EXPECT_EQ(reader.unread(), "");
}

TEST(StreamReader, KeepsWhatAnIncompleteElementConsistsOf) {
    StreamReader reader;
    reader.feed(kHeader);
    reader.next();
    reader.feed("  <a>text<b/>");
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.unread(), "<a>text<b/>");
}

TEST(StreamReader, ElementsOutliveTheReader) {
    std::vector<ElementPtr> elements;
    {
        StreamReader reader;
        reader.feed(kHeader);
        reader.next();
        for (int i = 0; i < 20; ++i) {
            reader.feed("<a><b>" + std::to_string(i) + "</b></a>");
            elements.push_back(reader.next()->element);
        }
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
        EXPECT_EQ(elements[i]->child("jabber:client", "b")->text(), std::to_string(i));
    }
}

TEST(StreamReader, CanBeMovedInTheMiddleOfAnElement) {
    StreamReader first;
    first.feed(std::string(kHeader) + "<a><b>te");
    ASSERT_TRUE(first.next());
    ASSERT_FALSE(first.next());
    StreamReader second(std::move(first));
    second.feed("xt</b>");
    ASSERT_FALSE(second.next());
    StreamReader third;
    third.feed("<other>");
    third = std::move(second);
    third.feed("</a><c/>");
    EXPECT_EQ(drain(third), (Lines{"element 124: <a xmlns='jabber:client'><b>text</b></a>",
                                   "element 128: <c xmlns='jabber:client'/>"}));
}

TEST(StreamReader, MovesWithUnreadElements) {
    StreamReader first;
    first.feed("<a><b/><c/></a>");
    ASSERT_EQ(first.next()->kind, StreamEvent::Kind::Header);
    StreamReader second(std::move(first));
    EXPECT_EQ(drain(second), (Lines{"element 7: <b/>", "element 11: <c/>", "closed 15"}));
}

}  // namespace xmppconf::xml
