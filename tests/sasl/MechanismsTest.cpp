#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/sasl/Making.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

using Names = std::set<std::string>;

Names names(std::span<const std::string_view> list) { return {list.begin(), list.end()}; }

/// The words in backticks of one cell of a Markdown table, each up to its "=".
Names words(const std::string& cell) {
    Names found;
    for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at)) {
        const std::size_t end = cell.find('`', at + 1);
        const std::string word = cell.substr(at + 1, end - at - 1);
        found.insert(word.substr(0, word.find('=')));
        at = end + 1;
    }
    return found;
}

std::vector<std::string> cells(std::string line) {
    for (std::size_t at = 0; (at = line.find("\\|", at)) != std::string::npos;) line.replace(at, 2, "/");
    std::vector<std::string> found;
    for (std::size_t at = 0, bar = 0; (bar = line.find('|', at)) != std::string::npos; at = bar + 1)
        found.push_back(line.substr(at, bar - at));
    return found;
}

TEST(Mechanisms, AgreeWithTheManual) {
    std::ifstream manual(XMPPCONF_ROOT "/vectors/README.md");
    ASSERT_TRUE(manual);
    std::size_t seen = 0;
    bool inside = false;
    for (std::string line; std::getline(manual, line);) {
        if (line.starts_with("## ")) inside = line == "## SASL exchanges";
        const std::vector<std::string> row = cells(line);
        if (!inside || row.size() < 5 || words(row[1]).size() != 1) continue;
        const std::string action = *words(row[1]).begin();
        SCOPED_TRACE(action);
        const MechanismForm* const form = mechanismForm(action);
        ASSERT_TRUE(form);
        ++seen;
        EXPECT_EQ(words(row[2]), names(form->attributes));
        EXPECT_EQ(words(row[3]), names(form->gives));
        EXPECT_EQ(words(row[4]), names(form->takes));
    }
    EXPECT_EQ(seen, mechanismForms().size());
}

TEST(Mechanisms, KnowEveryFieldTheyPromise) {
    for (const MechanismForm& form : mechanismForms()) {
        SCOPED_TRACE(form.action);
        Attributes attributes;
        for (const std::string_view name : form.required) attributes.emplace(name, "SHA-1");
        const auto exchange = made(form.action, attributes, surroundings("user", "pencil"));
        ASSERT_TRUE(exchange);
        for (const std::string_view name : form.gives)
            EXPECT_EQ(field(*exchange, name).find("no field called"), std::string::npos) << name;
        for (const std::string_view name : form.takes) {
            EXPECT_EQ(taken(*exchange, name, "x").find("takes no message"), std::string::npos) << name;
            EXPECT_EQ(field(*exchange, name).find("no field called"), std::string::npos) << name;
        }
        EXPECT_NE(field(*exchange, "nonsense").find("no field called nonsense"), std::string::npos);
        EXPECT_NE(taken(*exchange, "nonsense", "x").find("takes no message called nonsense"),
                  std::string::npos);
    }
}

TEST(Mechanisms, RefuseWhatTheyDoNotKnow) {
    EXPECT_EQ(mechanismForm("cram-md5"), nullptr);
    EXPECT_EQ(makeExchange("cram-md5", {}, surroundings("u", "p")).error(),
              "there is no SASL exchange called cram-md5");
    EXPECT_EQ(makeExchange("plain", {{"realm", "x"}}, surroundings("u", "p")).error(),
              "plain has no attribute realm");
}

TEST(Plain, JoinsItsParts) {
    struct Row {
        Attributes attributes;
        std::string message;
    };
    const Row rows[] = {
        {{}, "\0user\0pencil"s},
        {{{"authzid", "admin@localhost"}}, "admin@localhost\0user\0pencil"s},
        {{{"authzid", ""}}, "\0user\0pencil"s},
        {{{"user", "\u2168"}}, "\0\u2168\0pencil"s},  // preparing is the server's task
        {{{"user", ""}, {"password", ""}}, "\0\0"s},
        {{{"password", "a\u00adb"}}, "\0user\0a\u00adb"s},
    };
    for (const Row& row : rows) {
        const auto exchange = made("plain", row.attributes, surroundings("user", "pencil"));
        EXPECT_EQ(field(*exchange, "message"), row.message);
    }
}

TEST(Plain, NamesItsSecrets) {
    const auto exchange = made("plain", {}, surroundings("user", "pencil"));
    EXPECT_EQ(exchange->secrets().size(), 2U);
    EXPECT_TRUE(isSecret(*exchange, "pencil", "password"));
    EXPECT_TRUE(isSecret(*exchange, "\0user\0pencil"s, "PLAIN message"));
    const auto shortest = made("plain", {{"user", "u"}}, surroundings("user", "p"));
    ASSERT_EQ(shortest->secrets().size(), 1U);
    EXPECT_TRUE(isSecret(*shortest, "\0u\0p"s, "PLAIN message"));
    EXPECT_TRUE(made("plain", {{"user", ""}}, surroundings("", "p"))->secrets().empty());
}

TEST(External, SaysWhoOrNothing) {
    EXPECT_EQ(field(*made("external", {}, {}), "message"), "");
    const auto exchange = made("external", {{"authzid", "juliet@localhost"}}, {});
    EXPECT_EQ(field(*exchange, "message"), "juliet@localhost");
    EXPECT_TRUE(exchange->secrets().empty());
}

TEST(Anonymous, SaysATraceOrNothing) {
    EXPECT_EQ(field(*made("anonymous", {}, {}), "message"), "");
    const auto exchange = made("anonymous", {{"trace", "sirhc"}}, surroundings("user", "pencil"));
    EXPECT_EQ(field(*exchange, "message"), "sirhc");
    EXPECT_TRUE(exchange->secrets().empty()) << "it knows of no password";
}

}  // namespace
}  // namespace xmppconf::sasl
