#include <gtest/gtest.h>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Digest.h"
#include "tests/secrets/LeakFinder.h"

/// Who finds nothing must be able to find.

namespace xmppconf::test {

namespace {

const std::string kSecret = "p<l&a\"n't\u00fcd";

bool finds(const std::string& text) {
    LeakFinder finder;
    finder.add(kSecret);
    return !finder.leaks(text).empty();
}

TEST(LeakFinder, FindsASecretInEveryForm) {
    for (const std::string& text : {
             "before " + kSecret + " after",
             std::string("p&lt;l&amp;a&quot;n't\u00fcd"),
             std::string("p&#60;l&#38;a&#34;n&#39;t\u00fcd"),
             std::string("p&#x3c;l&#x26;a&#x22;n&apos;t&#252;d"),
             std::string(R"({"a":"p<l&a\"n't\u00fcd"})"),
             "hex " + sasl::toHex(kSecret),
             std::string("HEX 703C6C2661226E2774C3BC64"),
             sasl::encodeBase64(kSecret),
             sasl::encodeBase64("a" + kSecret),
             sasl::encodeBase64("ab" + kSecret + "cd"),
             sasl::encodeBase64(std::string(100, '\0') + kSecret + "more"),
         })
        EXPECT_TRUE(finds(text)) << text;
    // as Markdown writes Base64
    LeakFinder finder;
    finder.add("\xfb\xef\xbe\xfb\xef\xbe");
    EXPECT_FALSE(finder.leaks("&#43;&#43;&#43;&#43;&#43;&#43;&#43;&#43;").empty());
}

TEST(LeakFinder, FindsNothingElse) {
    for (const std::string& text :
         {std::string(), std::string("p<l&a\"n't"), std::string("«masked: password»"),
          sasl::encodeBase64("something else"), sasl::toHex("something else")})
        EXPECT_FALSE(finds(text)) << text;
}

TEST(LeakFinder, KeepsEachSecretOnceAndNoneThatIsShort) {
    LeakFinder finder;
    finder.add("short");
    finder.add("long enough");
    finder.add("long enough");
    EXPECT_EQ(finder.size(), 1U);
}

}  // namespace

}  // namespace xmppconf::test
