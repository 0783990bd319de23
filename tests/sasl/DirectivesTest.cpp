#include <gtest/gtest.h>

#include "harness/sasl/Directives.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

/// name=value or name="value" with blanks between, or the sentence in square brackets.
std::string parsed(std::string_view text) {
    const auto directives = parseDirectives(text);
    if (!directives) return "[" + directives.error() + "]";
    std::string all;
    for (const Directive& each : directives.value())
        all += (all.empty() ? "" : " ") + each.name +
               (each.quoted ? "=\"" + each.value + "\"" : "=" + each.value);
    return all;
}

TEST(Directives, AreReadAsTheGrammarSays) {
    const std::pair<std::string, std::string> rows[] = {
        {"a=b", "a=b"},
        {"a=b,c=\"d\"", "a=b c=\"d\""},
        {"A-x=B", "a-x=B"},
        {"a=\"\"", "a=\"\""},
        {"a=\"b,c=d\"", "a=\"b,c=d\""},
        {"a=\"\\\"\\\\\\x\"", "a=\"\"\\x\""},
        {"a=\"x \t y\"", "a=\"x \t y\""},
        {"a=\"x\r\n y\"", "a=\"x\r\n y\""},
        {"a=\"\xc3\xa9\xff\"", "a=\"\xc3\xa9\xff\""},
        {" a = b , c\t=\r\n \"d\" ", "a=b c=\"d\""},
        {",,a=b,, ,c=d,", "a=b c=d"},
        {"a=b,a=b", "a=b a=b"},
        {"a=!#$%&'*+-.^_`|~09", "a=!#$%&'*+-.^_`|~09"},
    };
    for (const auto& [text, expected] : rows) EXPECT_EQ(parsed(text), expected) << text;
}

TEST(Directives, AreRefusedWhereTheirFormIsWrong) {
    const std::string noName = "[something other than a name stands where a directive begins]";
    const std::string open = "[the value of a has no closing quotation mark]";
    const std::string control = "[the value of a has a control character]";
    const std::pair<std::string, std::string> rows[] = {
        {"", "[there is no directive in it]"},
        {" ,, ", "[there is no directive in it]"},
        {"=b", noName},
        {"\"a\"=b", noName},
        {"\xc3\xa9=b", noName},
        {"a=b,\n", noName},
        {"a=b,\r\nc=d", noName},
        {"\0=b"s, noName},
        {"a", "[there is no \"=\" behind a]"},
        {"a b=c", "[there is no \"=\" behind a]"},
        {"a:b", "[there is no \"=\" behind a]"},
        {"a=", "[a has no value]"},
        {"a=,b=c", "[a has no value]"},
        {"a=\xff", "[a has no value]"},
        {"a=b c=d", "[there is no comma behind the value of a]"},
        {"a=b/c", "[there is no comma behind the value of a]"},
        {"a=b=c", "[there is no comma behind the value of a]"},
        {"a=\"b\"c", "[there is no comma behind the value of a]"},
        {"a=b;c=d", "[there is no comma behind the value of a]"},
        {"a=\"", open},
        {"a=\"b", open},
        {"a=\"b\\\"", open},
        {"a=\"\\", open},
        {"a=\"b\nc\"", control},
        {"a=\"b\r\nc\"", control},
        {"a=\"\0\""s, control},
        {"a=\"\x7f\"", control},
        {"a=\"\\\xff\"", "[the value of a has a backslash before an octet that is not ASCII]"},
        {std::string(100, 'n'), "[there is no \"=\" behind " + std::string(40, 'n') + "]"},
    };
    for (const auto& [text, expected] : rows) EXPECT_EQ(parsed(text), expected) << text;
}

TEST(Tokens, AreAList) {
    using List = std::vector<std::string>;
    EXPECT_EQ(parseTokens("auth"), List{"auth"});
    EXPECT_EQ(parseTokens(" ,auth , AUTH-int,"), (List{"auth", "auth-int"}));
    for (const std::string_view text : {"", ",", "a b", "a=b", "\"a\"", "a,\xc3\xa9"})
        EXPECT_TRUE(parseTokens(text).empty()) << text;
}

TEST(Quote, CanBeReadBack) {
    EXPECT_EQ(quote(""), "\"\"");
    EXPECT_EQ(quote("a\"b\\c"), "\"a\\\"b\\\\c\"");
    EXPECT_EQ(parseDirectives("a=" + quote("\\\"\\\\\"")).value().front().value, "\\\"\\\\\"");
    // found by a fuzzer: a nonce may hold what its quoted pairs brought in, and the response says it again
    EXPECT_EQ(parseDirectives("a=" + quote("\n\0\t\x7f"s)).value().front().value, "\n\0\t\x7f"s);
}

}  // namespace
}  // namespace xmppconf::sasl
