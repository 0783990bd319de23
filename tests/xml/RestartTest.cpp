#include <gtest/gtest.h>

#include "tests/xml/Events.h"

namespace xmppconf::xml {

namespace {

using Lines = std::vector<std::string>;

/// Reads the pieces and restarts the reader behind each <success/>.
Lines readRestarting(const std::vector<std::string_view>& pieces) {
    StreamReader reader;
    Lines lines;
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        while (const auto event = reader.next()) {
            lines.push_back(describe(*event));
            if (event->kind == StreamEvent::Kind::Element && event->element->name == "success")
                reader.restart();
        }
    }
    return lines;
}

}  // namespace

TEST(Restart, ReadsTheNextDocumentOutOfTheSameOctets) {
    const std::pair<std::string, Lines> cases[] = {
        {"<s><success/><?xml version='1.0'?><s x='2'><a/>",
         {"header 3: <s/>", "element 13: <success/>", "header 30: <?xml?><s x='2'/>", "element 34: <a/>"}},
        {"<s><success/><s x='2'><a/></s>",
         {"header 3: <s/>", "element 13: <success/>", "header 9: <s x='2'/>", "element 13: <a/>",
          "closed 17"}},
        {"<s><success/> \r\n <?xml version='1.0'?> <s>",
         {"header 3: <s/>", "element 13: <success/>", "header 29: <?xml?><s/>"}},
        {"<p:s xmlns:p='1'><success/><p:s xmlns:p='2'><success/><s/>",
         {"header 17: <p:s xmlns:p='1'/> p=1", "element 27: <success/>", "header 17: <p:s xmlns:p='2'/> p=2",
          "element 27: <success/>", "header 4: <s/>", "closed 4"}},
        // prefixes of the old stream are gone
        {"<p:s xmlns:p='1'><success/><p:s>",
         {"header 17: <p:s xmlns:p='1'/> p=1", "element 27: <success/>", "undeclared-prefix 0"}},
        {"<s><success/></s>", {"header 3: <s/>", "element 13: <success/>", "not-well-formed 1"}},
        {"<s><success/>text", {"header 3: <s/>", "element 13: <success/>", "not-well-formed 0"}},
        {"<s><success/>\xfe\xff", {"header 3: <s/>", "element 13: <success/>", "bad-utf-8 0"}},
    };
    for (const auto& each : cases) {
        SCOPED_TRACE(each.first);
        forEverySplit(each.first,
                      [&](const auto& pieces) { EXPECT_EQ(readRestarting(pieces), each.second); });
    }
}

TEST(Restart, WithoutItASecondDocumentIsAnError) {
    EXPECT_EQ(readWhole("<s><success/><?xml version='1.0'?><s>").back(), "not-well-formed 13");
}

TEST(Restart, DropsWhiteSpaceThatComesBeforeTheNewHeaderOnly) {
    StreamReader reader;
    reader.feed("<s><success/>\n");
    reader.next();
    reader.next();
    reader.restart();
    EXPECT_EQ(reader.unread(), "\n");
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.unread(), "");
    reader.feed("\n\n");
    EXPECT_FALSE(reader.next());
    reader.feed(" <?xml version='1.0'?><s>\n<?xml version='1.0'?>");
    EXPECT_EQ(drain(reader), (Lines{"header 28: <?xml?><s/>", "not-well-formed 29"}));
}

TEST(Restart, TakesUpAnIncompleteElementFromItsBeginning) {
    StreamReader reader;
    reader.feed("<s><a/><b><c/>");
    EXPECT_EQ(drain(reader).size(), 2U);
    reader.restart();
    EXPECT_EQ(reader.unread(), "<b><c/>");
    EXPECT_EQ(drain(reader), (Lines{"header 3: <b/>", "element 7: <c/>"}));
}

TEST(Restart, BringsAReaderBackAfterAFatalViolation) {
    StreamReader reader;
    reader.feed("<s></t>");
    EXPECT_EQ(drain(reader), (Lines{"header 3: <s/>", "not-well-formed 5"}));
    reader.feed("<s><a/>");
    EXPECT_EQ(drain(reader), Lines{});
    reader.restart();
    EXPECT_EQ(drain(reader), Lines{});
    reader.feed("<s><a/>");
    EXPECT_EQ(drain(reader), (Lines{"header 3: <s/>", "element 7: <a/>"}));
}

TEST(Restart, KeepsTheLimits) {
    StreamReader reader(ReaderLimits{.elementOctets = 50, .depth = 2});
    reader.restart();
    reader.feed("<s><a><b/></a>");
    EXPECT_EQ(drain(reader), (Lines{"header 3: <s/>", "too-large 6"}));
}

TEST(Restart, ManyTimesInOneFeed) {
    std::string octets = "<s>";
    for (int i = 0; i < 500; ++i) octets += "<success/><s>";
    EXPECT_EQ(readRestarting({octets}).size(), 1001U);
}

}  // namespace xmppconf::xml
