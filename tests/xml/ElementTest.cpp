#include <gtest/gtest.h>

#include "harness/xml/Element.h"
#include "tests/xml/Events.h"

namespace xmppconf::xml {

namespace {

ElementPtr parse(const std::string& octets, ReaderLimits limits = {}) {
    StreamReader reader(limits);
    reader.feed("<s>" + octets);
    reader.next();
    auto event = reader.next();
    return event ? event->element : nullptr;
}

}  // namespace

TEST(Element, FindsChildrenByNameAndNamespace) {
    const ElementPtr element = parse("<a xmlns='x'>t<b n='1'/><b xmlns='y' n='2'/><c><d/></c></a>");
    ASSERT_TRUE(element);
    EXPECT_EQ(element->child("x", "b")->attribute("n"), "1");
    EXPECT_EQ(element->child("y", "b")->attribute("n"), "2");
    EXPECT_EQ(element->child("", "b")->attribute("n"), "1");
    EXPECT_EQ(element->child("", "d"), nullptr);
    EXPECT_EQ(element->child("z", "b"), nullptr);
}

TEST(Element, FindsAttributesByNameAndNamespace) {
    const ElementPtr element = parse("<a b='' xmlns:p='x' p:c='1'/>");
    EXPECT_EQ(element->attribute("b"), "");
    EXPECT_EQ(element->attribute("c"), std::nullopt);
    EXPECT_EQ(element->attribute("c", "x"), "1");
    EXPECT_EQ(element->attribute("b", "x"), std::nullopt);
}

TEST(Element, JoinsItsOwnTextOnly) {
    EXPECT_EQ(parse("<a>1<b>2</b>3<b/>4</a>")->text(), "134");
    EXPECT_EQ(parse("<a><b>2</b></a>")->text(), "");
}

TEST(Element, TextComesInOneNodeHoweverItWasWritten) {
    const ElementPtr element = parse("<a>1&amp;\n<![CDATA[2]]>&#51;<b/>4</a>");
    EXPECT_EQ(element->firstChild->text, "1&\n23");
    EXPECT_EQ(element->text(), "1&\n234");
    EXPECT_EQ(parse("<a/>")->text(), "");
    const std::string lines = repeat("a line\n", 100000);
    EXPECT_EQ(parse("<a>" + lines + "</a>")->firstChild->text, lines);
}

TEST(Element, IsPrintedSoThatItReadsTheSame) {
    const std::pair<std::string, std::string> cases[] = {
        {"<a/>", "<a/>"},
        {"<a></a>", "<a/>"},
        {"<a b=\"'&quot;&#10;\">\"'\n</a>", "<a b='&apos;\"&#10;'>\"'\n</a>"},
        {"<a>]]&gt;&#13;</a>", "<a>]]&gt;&#13;</a>"},
        {"<a xmlns='x'><b xmlns=''/><c/></a>", "<a xmlns='x'><b xmlns=''/><c/></a>"},
        {"<a xmlns='x&amp;&apos;'/>", "<a xmlns='x&amp;&apos;'/>"},
        {"<p:a xmlns:p='x'><a xmlns='y'><p:b/></a></p:a>", "<p:a xmlns:p='x'><a xmlns='y'><p:b/></a></p:a>"},
        {"<p:a xmlns:p='x' p:b='1'/>", "<p:a xmlns:p='x' p:b='1'/>"},
        {"<a xmlns:p='x' xmlns:q='y' p:b='1' q:b='2'/>", "<a xmlns:n1='x' n1:b='1' xmlns:n2='y' n2:b='2'/>"},
        {"<n1:a xmlns:n1='x' xmlns:p='y' p:b=''><n1:c/></n1:a>",
         "<n1:a xmlns:n1='x' xmlns:n2='y' n2:b=''><n1:c/></n1:a>"},
        {"<a xmlns:p='y' p:b=''><n1:c xmlns:n1='x'><n1:d/></n1:c></a>",
         "<a xmlns:n1='y' n1:b=''><n1:c xmlns:n1='x'><n1:d/></n1:c></a>"},
        {"<xml:a xml:space='preserve'/>", "<xml:a xml:space='preserve'/>"},
    };
    for (const auto& [octets, printed] : cases) {
        const ElementPtr element = parse(octets);
        ASSERT_TRUE(element) << octets;
        EXPECT_EQ(toString(*element), printed);
        const ElementPtr again = parse(toString(*element));
        ASSERT_TRUE(again) << printed;
        EXPECT_EQ(toString(*again), printed);
    }
}

TEST(Element, IsCutWhenPrintedLongerThanTheLimit) {
    const ElementPtr element = parse("<a>0123456789</a>");
    EXPECT_EQ(toString(*element, 17), "<a>0123456789</a>");
    EXPECT_EQ(toString(*element, 16), "<a>0123456789</a… (17 octets in all)");
    EXPECT_EQ(toString(*element, 0), "… (17 octets in all)");
    const ElementPtr euros = parse("<a>\u20ac\u20ac</a>");
    EXPECT_EQ(toString(*euros, 7), "<a>\u20ac… (13 octets in all)");
    EXPECT_EQ(toString(*euros, 10), "<a>\u20ac\u20ac<… (13 octets in all)");
}

TEST(Element, IsPrintedWithoutRecursion) {
    const std::size_t depth = 100000;
    const std::string octets = repeat("<a>", depth) + repeat("</a>", depth);
    const ElementPtr element = parse(octets, ReaderLimits{.depth = depth + 1});
    ASSERT_TRUE(element);
    EXPECT_EQ(toString(*element, 12), "<a><a><a><a>… (699997 octets in all)");
}

TEST(Element, NamesOfViolations) {
    EXPECT_EQ(nameOf(Violation::ProcessingInstruction), "processing-instruction");
    EXPECT_EQ(nameOf(Violation::BadUtf8), "bad-utf-8");
    EXPECT_EQ(nameOf(Violation::TextBetweenStanzas), "text-between-stanzas");
}

}  // namespace xmppconf::xml
