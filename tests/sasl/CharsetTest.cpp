#include <gtest/gtest.h>

#include "harness/sasl/Charset.h"

namespace xmppconf::sasl {
namespace {

TEST(Charset, KnowsUtf8) {
    for (const std::string_view text : {"", "a", "\u00e9", "\u20ac", "\U0001f600", "\uffff"})
        EXPECT_TRUE(isUtf8(text));
    for (const std::string_view text :
         {"\x80", "\xc3", "\xc1\x81", "\xe0\x80\x80", "\xed\xbf\xbf", "\xf5\x80\x80\x80"})
        EXPECT_FALSE(isUtf8(text));
    EXPECT_TRUE(isUtf8(std::string_view()));
}

TEST(Charset, GoesThroughUtf16AndBack) {
    for (const std::string text : {"", "a", "\u00e9\u20ac", "\U0001f600 end"}) {
        const auto wide = utf16FromUtf8(text);
        ASSERT_TRUE(wide);
        EXPECT_EQ(utf8FromUtf16(*wide), text);
    }
    EXPECT_EQ(utf16FromUtf8("\U0001f600"), u"\U0001f600");
    EXPECT_EQ(utf16FromUtf8("\xff"), std::nullopt);
}

TEST(Charset, WritesLatin1WhereItCan) {
    EXPECT_EQ(latin1FromUtf8(""), "");
    EXPECT_EQ(latin1FromUtf8("j\u00fcr\u00ff"), "j\xfcr\xff");
    EXPECT_EQ(latin1FromUtf8("\u0100"), std::nullopt);
    EXPECT_EQ(latin1FromUtf8("\U0001f600"), std::nullopt);
    EXPECT_EQ(latin1FromUtf8("\xfc"), std::nullopt);
}

}  // namespace
}  // namespace xmppconf::sasl
