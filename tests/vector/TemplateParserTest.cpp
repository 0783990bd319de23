#include <fmt/format.h>
#include <gtest/gtest.h>

#include "harness/vector/TemplateParser.h"

namespace xmppconf::vector {

namespace {

std::string shown(const std::vector<Filter>& filters) {
    std::string text;
    for (const auto& filter : filters) text += fmt::format("|{}({})", filter.name, filter.argument);
    return text;
}

/// The parts in brackets, or the mistake's snippet behind an exclamation mark.
std::string parsed(std::string_view text, Takes takes = Takes::Allowed, std::string_view conn = "c") {
    const auto result = parseTemplate(text, takes, conn);
    if (const auto* mistake = std::get_if<TextMistake>(&result)) return "!" + mistake->snippet;
    std::string shownParts;
    for (const auto& part : std::get<Template>(result).parts) {
        if (const auto* literal = std::get_if<std::string>(&part))
            shownParts += fmt::format("[{}]", *literal);
        if (const auto* insert = std::get_if<Insert>(&part)) {
            shownParts += fmt::format("[$ {}{}]", insert->name, shown(insert->filters));
        }
        if (const auto* take = std::get_if<Take>(&part)) {
            shownParts += fmt::format("[? {}{} /{}/]", take->name, shown(take->filters), take->regex);
        }
    }
    return shownParts;
}

struct Case {
    std::string_view text;
    std::string_view result;
};

TEST(TemplateParser, ReadsTexts) {
    constexpr Case kCases[] = {
        {"", ""},
        {"plain $ ? { } @ $$", "[plain $ ? { } @ $$]"},
        {"a${b}c", "[a][$ b][c]"},
        {"$${b}", "[$][$ b]"},
        {"${b}${c}", "[$ b][$ c]"},
        {"{a|b}}{]]>", "[{a|b}}{]]>]"},
        {"${dollar}{a}", "[$ dollar][{a}]"},
        {"${question}{a}", "[$ question][{a}]"},
        {"${b|base64|cut:4|repeat:1000}", "[$ b|base64()|cut(4)|repeat(1000)]"},
        {"${conn.x}?{conn.y.z}", "[$ c.x][? c.y.z //]"},
        {"${token.conn.x}${token.conn}", "[$ token.c.x][$ token.conn]"},
        {"?{}", "[?  //]"},
        {"?{a}", "[? a //]"},
        {"?{a|base64}", "[? a|base64() //]"},
        {"?{a|hex|base64:x|y}", "[? a|hex()|base64() /x|y/]"},
        {"?{:a|b}", "[?  /a|b/]"},
        {"?{a:x:y}", "[? a /x:y/]"},
        {"?{a:[0-9]{2,3}}b", "[? a /[0-9]{2,3}/][b]"},
        {"?{a:[}]}b", "[? a /[}]/][b]"},
        {"?{a:[]}]}b", "[? a /[]}]/][b]"},
        {"?{a:\\}}b", "[? a /\\}/][b]"},
        {"?{a}-?{b}", "[? a //][-][? b //]"},
        {"?{a}${b}?{c}", "[? a //][$ b][? c //]"},
    };
    for (const auto& [text, result] : kCases) EXPECT_EQ(parsed(text), result) << text;
}

TEST(TemplateParser, RefusesMistakes) {
    constexpr std::string_view kTexts[] = {
        "${",         "${a",        "?{a",         "${}",
        "${A}",       "${a.}",      "${.a}",       "${a b}",
        "${a|}",      "${a|b64}",   "${a|cut}",    "${a|cut:}",
        "${a|cut:x}", "${a|raw:1}", "${a|cut:-1}", "${a|cut:999999999}",
        "?{a|upper}", "?{a|cut:1}", "?{a:}",       "?{a:(}",
        "?{a:*}",     "?{a}?{b}",   "?{a:[a}",     "?{A}",
    };
    for (const auto text : kTexts)
        EXPECT_EQ(parsed(text).substr(0, 1), "!") << text << " gave " << parsed(text);
    EXPECT_EQ(parsed("x?{a}", Takes::Refused), "!?{a}");
    EXPECT_EQ(parsed("${conn.x}", Takes::Allowed, ""), "!${conn.x}");
}

}  // namespace

}  // namespace xmppconf::vector
