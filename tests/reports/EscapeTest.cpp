#include <gtest/gtest.h>

#include "SampleRun.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {
namespace {

using namespace std::string_literals;

struct EscapeRow {
    std::string octets;
    std::string line;
    bool text;
};

class EscapeTable : public testing::TestWithParam<EscapeRow> {};

TEST_P(EscapeTable, IsVisibleOnOneLine) { EXPECT_EQ(visible(GetParam().octets), GetParam().line); }
TEST_P(EscapeTable, IsTextOrNot) { EXPECT_EQ(isText(GetParam().octets), GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    Octets, EscapeTable,
    testing::Values(EscapeRow{"", "", true}, EscapeRow{"plain <a/> \"'&", "plain <a/> \"'&", true},
                    EscapeRow{"é 漢 😀", "é 漢 😀", true}, EscapeRow{"a\tb\r\nc", "a\\tb\\r\\nc", true},
                    EscapeRow{"\x1b[2J", "\\x1b[2J", false}, EscapeRow{"\0"s, "\\x00", false},
                    EscapeRow{"\x7f", "\\x7f", false},
                    EscapeRow{"\xc2\x9b"
                              "31m",
                              "\\u{9b}31m", false},                // CSI as one C1 character
                    EscapeRow{"\xc2\x85", "\\u{85}", false},       // NEL
                    EscapeRow{"\xe2\x80\xae", "\\u{202e}", true},  // right-to-left override
                    EscapeRow{"\xe2\x81\xa6\xe2\x81\xa9", "\\u{2066}\\u{2069}", true},
                    EscapeRow{"\xe2\x80\xa8", "\\u{2028}", true},  // line separator
                    EscapeRow{"\xef\xbb\xbf", "\\u{feff}", true},
                    EscapeRow{"\xee\x80\x80", "\\u{e000}", true},  // private use
                    EscapeRow{"\xef\xbf\xbf", "\\u{ffff}", true},  // no character
                    EscapeRow{"\xff", "\\xff", false}, EscapeRow{"\xc3", "\\xc3", false},
                    EscapeRow{"\xc3(", "\\xc3(", false}, EscapeRow{"\xc0\xaf", "\\xc0\\xaf", false},
                    EscapeRow{"\xe0\x80\xaf", "\\xe0\\x80\\xaf", false},
                    EscapeRow{"\xed\xa0\x80", "\\xed\\xa0\\x80", false},           // surrogate
                    EscapeRow{"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80", false},  // above U+10FFFF
                    EscapeRow{"\xf0\x9f\x98", "\\xf0\\x9f\\x98", false},
                    EscapeRow{"\xf8\x88\x80\x80\x80", "\\xf8\\x88\\x80\\x80\\x80", false}));

TEST(Escape, KeepsLinesWhenAsked) { EXPECT_EQ(visible("a\n\tb\rc", Lines::Keep), "a\n\tb\\rc"); }

TEST(Escape, HtmlIsInert) {
    EXPECT_EQ(html("</script><b a='1' c=\"2\">&amp;"), "&lt;/script&gt;&lt;b a='1' c=\"2\"&gt;&amp;amp;");
    EXPECT_EQ(html("a\x1b\nb\xff"), "a<i>\\x1b</i>\nb<i>\\xff</i>");
    EXPECT_EQ(htmlAttribute("\" onload='x'\n\xff<"), "&quot; onload=&#39;x&#39;\\n\\xff&lt;");
}

TEST(Escape, StopsBeforeTheLimitAndBetweenCharacters) {
    const Escaped escaped = visible("ab\xe2\x82\xac"s + "c", Lines::Escape, 4);
    EXPECT_EQ(escaped.text, "ab");
    EXPECT_EQ(escaped.consumed, 2u);
    EXPECT_EQ(html("a<b", 4).text, "a");
    EXPECT_EQ(html("a<b", 5).consumed, 2u);
}

TEST(Escape, HostileOctetsLeaveNothingBehind) {
    for (const char c : visible(kHostileText))
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    EXPECT_TRUE(isText(visible(kHostileText)));
    EXPECT_EQ(html(kHostileText).find("<img"), std::string::npos);
    std::string every;
    for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
    EXPECT_TRUE(isText(visible(every)));
    EXPECT_TRUE(isText(html(every)));
}

}  // namespace
}  // namespace xmppconf::reports
