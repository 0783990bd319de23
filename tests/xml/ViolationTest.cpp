#include <gtest/gtest.h>

#include "tests/xml/Events.h"

namespace xmppconf::xml {

namespace {

using Lines = std::vector<std::string>;
using namespace std::string_literals;

struct ViolationCase {
    std::string octets;
    Lines events;
};

void expectAll(std::string_view before, const std::vector<ViolationCase>& cases) {
    for (const ViolationCase& each : cases) {
        SCOPED_TRACE(testing::PrintToString(each.octets));
        forEverySplit(std::string(before) + each.octets, [&](const auto& pieces) {
            Lines lines = readPieces(pieces);
            if (!before.empty()) lines.erase(lines.begin());
            EXPECT_EQ(lines, each.events);
        });
    }
}

}  // namespace

TEST(Violation, MinorOnesAreReportedWhereTheyStandAndReadingGoesOn) {
    expectAll("<s>",
              {
                  {"<!-- c --><a/>", {"comment 13", "element 17: <a/>"}},
                  {"<!----><a/>", {"comment 10", "element 14: <a/>"}},
                  {"<?p i?><a/>", {"processing-instruction 10", "element 14: <a/>"}},
                  {"<?p?></s>", {"processing-instruction 8", "closed 12"}},
                  {"<a>1<!--c-->2<?p i?>3</a><b/>",
                   {"comment 15", "processing-instruction 23", "element 28: <a>123</a>", "element 32: <b/>"}},
                  {"<a><b><!--c--></b><!--d--></a>", {"comment 17", "comment 29", "element 33: <a><b/></a>"}},
                  {"text<a/>", {"text-between-stanzas 4", "element 11: <a/>"}},
                  {" te xt \n more <a/> again</s>",
                   {"text-between-stanzas 5", "element 21: <a/>", "text-between-stanzas 23", "closed 31"}},
                  {"\u20ac\u20ac<a/>", {"text-between-stanzas 6", "element 13: <a/>"}},
                  {"&#65;&#66;<a/>", {"text-between-stanzas 8", "element 17: <a/>"}},
                  {" &amp; x<a/>", {"text-between-stanzas 9", "element 15: <a/>"}},
                  {"<![CDATA[ x y]]><a/>", {"text-between-stanzas 14", "element 23: <a/>"}},
                  {"x<!--c-->y<a/>",
                   {"text-between-stanzas 4", "comment 12", "text-between-stanzas 13", "element 17: <a/>"}},
              });
    expectAll(
        "",
        {
            {"<!--c--><s>", {"comment 8", "header 11: <s/>"}},
            {"<?xml version='1.0'?><!--c--><?p?><s>",
             {"comment 29", "processing-instruction 34", "header 37: <?xml?><s/>"}},
            {"<?xml version='1.0' encoding='ISO-8859-1'?><s>\u00e9",
             {"other-encoding 43", "header 46: <?xml?><s/>", "text-between-stanzas 48"}},
            {"<?xml version='1.0' encoding='utf8'?><s/>",
             {"other-encoding 37", "header 41: <?xml?><s/>", "closed 41"}},
            {"<?xml version='1.0' encoding='UTF-16'?><s>", {"other-encoding 39", "header 42: <?xml?><s/>"}},
            {"<?xml version='1.0' standalone='yes'?><s>", {"standalone 38", "header 41: <?xml?><s/>"}},
            {"<?xml version='1.0' standalone='no'?><s>", {"standalone 37", "header 40: <?xml?><s/>"}},
        });
}

TEST(Violation, PrefixesThatXmppForbidsAreReported) {
    expectAll("<s xmlns='jabber:client' xmlns:h='x' xmlns:i='jabber:client'>",
              {
                  {"<i:a/>", {"content-prefix 67", "element 67: <i:a xmlns:i='jabber:client'/>"}},
                  {"<j:a xmlns:j='jabber:client'/>",
                   {"content-prefix 91", "element 91: <j:a xmlns:j='jabber:client'/>"}},
                  {"<a><h:b/></a>",
                   {"header-prefix 70", "element 74: <a xmlns='jabber:client'><h:b xmlns:h='x'/></a>"}},
                  {"<a h:b='1'/>",
                   {"header-prefix 73", "element 73: <a xmlns='jabber:client' xmlns:n1='x' n1:b='1'/>"}},
                  {"<a><h:b xmlns:h='x'><h:d/></h:b></a>",
                   {"element 97: <a xmlns='jabber:client'><h:b xmlns:h='x'><h:d/></h:b></a>"}},
                  {"<a><h:b xmlns:h='x'/><h:d/></a>",
                   {"header-prefix 88",
                    "element 92: <a xmlns='jabber:client'><h:b xmlns:h='x'/><h:d xmlns:h='x'/></a>"}},
                  {"<a xml:lang='en'/>", {"element 79: <a xmlns='jabber:client' xml:lang='en'/>"}},
                  {"<h:a><h:b/></h:a>", {"element 78: <h:a xmlns:h='x'><h:b/></h:a>"}},
              });
    // the content namespace of other streams is not known: what has a prefix there is no stanza
    expectAll("<p:s xmlns='c' xmlns:p='c'>", {{"<p:a/>", {"element 33: <p:a xmlns:p='c'/>"}}});
}

TEST(Violation, FatalOnesEndTheReading) {
    expectAll("<s>", {
                         {"<a>&nbsp;</a><b/>", {"entity-reference 6"}},
                         {"<a b='&nbsp;'/>", {"entity-reference 3"}},
                         {"&nbsp;", {"entity-reference 3"}},
                         {"<p:a/>", {"undeclared-prefix 3"}},
                         {"<a p:b='1'/>", {"undeclared-prefix 3"}},
                         {"<a><b xmlns:p='x'/><p:c/></a>", {"undeclared-prefix 22"}},
                         {"<a></b>", {"not-well-formed 8"}},
                         {"</a>", {"not-well-formed 5"}},
                         {"<a b='1' b='2'/>", {"not-well-formed 12"}},
                         {"<a xmlns:p='x' xmlns:q='x' p:b='1' q:b='2'/>", {"not-well-formed 3"}},
                         {"<a b/>", {"not-well-formed 7"}},
                         {"<a b=1/>", {"not-well-formed 8"}},
                         {"<a b='<'/>", {"not-well-formed 9"}},
                         {"<a b='1'c='2'/>", {"not-well-formed 11"}},
                         {"<a>]]></a>", {"not-well-formed 8"}},
                         {"]]>", {"not-well-formed 5"}},
                         {"te]]>", {"text-between-stanzas 4", "not-well-formed 7"}},
                         {"<![CDATA[]]>t]]>", {"text-between-stanzas 16", "not-well-formed 18"}},
                         {"<a>&</a>", {"not-well-formed 7"}},
                         {"<a>&#1;</a>", {"not-well-formed 6"}},
                         {"<a>&#xD800;</a>", {"not-well-formed 6"}},
                         {"<a>&#x110000;</a>", {"not-well-formed 6"}},
                         {"<a>\x01</a>", {"not-well-formed 6"}},
                         {"<a b='\x1F'/>", {"not-well-formed 9"}},
                         {"<a>\0</a>"s, {"not-well-formed 6"}},
                         {"\0"s, {"not-well-formed 3"}},
                         {"<a>\xEF\xBF\xBE</a>", {"not-well-formed 6"}},
                         {"<a>\xEF\xBF\xBF</a>", {"not-well-formed 6"}},
                         {"<!-- a -- b -->", {"not-well-formed 12"}},
                         {"<1/>", {"not-well-formed 4"}},
                         {"<a xmlns:p=''/>", {"not-well-formed 3"}},
                         {"<a xmlns:xmlns='x'/>", {"not-well-formed 3"}},
                         {"<a:b:c xmlns:a='x'/>", {"not-well-formed 7"}},
                         {"<?xml version='1.0'?>", {"not-well-formed 3"}},
                         {"<!DOCTYPE s>", {"not-well-formed 5"}},
                         {"</s><!-- -->", {"closed 7", "not-well-formed 7"}},
                         {"</s> <s>", {"closed 7", "not-well-formed 8"}},
                         {"</s>x", {"closed 7", "not-well-formed 7"}},
                     });
    expectAll("", {
                      {"<!DOCTYPE s><s>", {"doctype 0"}},
                      {"<?xml version='1.0'?>\n<!DOCTYPE s SYSTEM 'file:///etc/passwd'><s>", {"doctype 22"}},
                      {"<?xml version='1.1'?><s>", {"not-well-formed 0"}},
                      {"<?xml encoding='UTF-8'?><s>", {"not-well-formed 6"}},
                      {" <?xml version='1.0'?><s>", {"not-well-formed 1"}},
                      {"<!--c--><?xml version='1.0'?>", {"comment 8", "not-well-formed 8"}},
                      {"<p:s>", {"undeclared-prefix 0"}},
                      {"HTTP/1.1 400 Bad Request\r\n", {"not-well-formed 0"}},
                      {"\r\n220 ready", {"not-well-formed 2"}},
                      {"</s>", {"not-well-formed 1"}},
                      {"\xEF\xBB\xBF<s>", {"byte-order-mark 0"}},
                      {" \xEF\xBB\xBF<s>", {"byte-order-mark 1"}},
                      {"\xFF\xFE<\0s\0"s, {"bad-utf-8 0"}},
                      {"\xFE\xFF\0<\0s"s, {"bad-utf-8 0"}},
                      {"<\0s\0/\0>\0"s, {"not-well-formed 1"}},
                      {"\0<\0s"s, {"not-well-formed 0"}},
                  });
}

TEST(Violation, BadUtf8IsToldFromOtherErrors) {
    for (const std::string bad :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3(", "\xE0\x9F\xBF", "\xE2\x82(", "\xE2(",
          "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
          "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "\xF0\x9F\x98<"}) {
        expectAll("<s>", {
                             {bad, {"bad-utf-8 3"}},
                             {"<a>" + bad + "</a>", {"bad-utf-8 6"}},
                             {"<a b='" + bad + "'/>", {"bad-utf-8 9"}},
                             {"<a" + bad + "/>", {"bad-utf-8 5"}},
                             {"<!--" + bad + "-->", {"bad-utf-8 7"}},
                             {"<a/>" + bad, {"element 7: <a/>", "bad-utf-8 7"}},
                             {"<a></b>" + bad, {"not-well-formed 8"}},  // the first error counts
                         });
    }
}

TEST(Violation, IncompleteUtf8IsWaitedFor) {
    StreamReader reader;
    reader.feed("<s><a>\xE2\x82");
    EXPECT_EQ(drain(reader), Lines{"header 3: <s/>"});
    reader.feed("\xAC</a>");
    EXPECT_EQ(drain(reader), Lines{"element 13: <a>\u20ac</a>"});
}

TEST(Violation, NothingFollowsAFatalOne) {
    StreamReader reader;
    reader.feed("<s><a></b><c/>");
    EXPECT_EQ(drain(reader).size(), 2U);
    reader.feed("</a><c/></s>");
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.unread(), "");
}

TEST(Violation, NoEntityIsEverExpanded) {
    std::string bomb = "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY l0 'lol'>";
    for (int i = 1; i < 30; ++i) {
        bomb +=
            "<!ENTITY l" + std::to_string(i) + " '" + repeat("&l" + std::to_string(i - 1) + ";", 10) + "'>";
    }
    bomb += "]><s>&l29;</s>";
    EXPECT_EQ(readWhole(bomb), Lines{"doctype 21"});
}

TEST(Violation, IsSaidInASentenceWithThePlaceAndWithoutForeignText) {
    const std::pair<std::string, std::string> cases[] = {
        {"<s><a></secret>", "not well-formed at offset 8: mismatched tag"},
        {"<s><secret:a/>", "a tag uses a namespace prefix that is not declared, at offset 3"},
        {"<s>&secret;", "a reference to an entity that XML does not predefine, at offset 3"},
        {"<s>\xff", "octets that are not UTF-8 at offset 3"},
        {"<!DOCTYPE secret>", "a document type declaration at offset 0"},
        {"<s> secret", "text other than white space between stanzas at offset 4"},
        {"<s><!--secret-->", "a comment at offset 3"},
        {"<?secret x?>", "a processing instruction at offset 0"},
        {"<?xml version='1.0' encoding='" + repeat("x", 1000) + "'?>",
         "an XML declaration that names the encoding " + repeat("x", 40) + " at offset 0"},
    };
    for (const auto& [octets, sentence] : cases) {
        StreamReader reader;
        reader.feed(octets);
        std::string detail;
        while (const auto event = reader.next()) detail = event->detail;
        EXPECT_EQ(detail, sentence);
    }
}

}  // namespace xmppconf::xml
