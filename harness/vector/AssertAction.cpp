#include <fmt/format.h>

#include "harness/vector/ActionReader.h"
#include "harness/vector/TemplateParser.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

struct Test {
    std::string_view attribute;
    Assert::Test test;
};

constexpr Test kTests[] = {{"equals", Assert::Test::Equals},   {"differs-from", Assert::Test::DiffersFrom},
                           {"matches", Assert::Test::Matches}, {"starts-with", Assert::Test::StartsWith},
                           {"present", Assert::Test::Present}, {"at-least", Assert::Test::AtLeast},
                           {"at-most", Assert::Test::AtMost},  {"distinct", Assert::Test::Distinct}};
constexpr std::size_t kBoundDigits = 9;  // of at-least and at-most

void readNames(ActionContext& context, std::string_view attribute, Assert& body) {
    const auto written = context.attributes.value(attribute);
    if (!written) return;
    for (const auto& word : words(*written)) {
        auto name = resolveName(word, context.around.conn);
        if (const auto* wrong = std::get_if<TextMistake>(&name)) {
            context.attributes.mistake(attribute, wrong->sentence);
        } else {
            body.names.push_back(std::get<std::string>(std::move(name)));
        }
    }
}

void checkRegex(ActionContext& context, const Template& regex) {
    if (regex.parts.size() != 1 || !std::holds_alternative<std::string>(regex.parts.front())) return;
    const auto problem = regexMistake(std::get<std::string>(regex.parts.front()));
    if (!problem.empty()) context.attributes.mistake("matches", problem);
}

void readOther(ActionContext& context, const Test& test, Assert& body) {
    auto& attributes = context.attributes;
    switch (test.test) {
        case Assert::Test::Present:
            if (!attributes.yes(test.attribute, true)) body.test = Assert::Test::Absent;
            return;
        case Assert::Test::AtLeast:
        case Assert::Test::AtMost:
            if (const auto value = attributes.number(test.attribute, 0, kBoundDigits))
                body.than.parts = {std::to_string(*value)};
            return;
        case Assert::Test::Distinct:
            readNames(context, "distinct", body);
            if (body.names.size() < 2 && !attributes.isOpen("distinct"))
                attributes.mistake("distinct", "'distinct' needs two names or more");
            return;
        default:
            if (auto text = attributes.pattern(test.attribute, Takes::Refused, context.around.conn))
                body.than = *std::move(text);
            if (test.test == Assert::Test::Matches) checkRegex(context, body.than);
    }
}

}  // namespace

void readAssert(ActionContext& context) {
    Assert body;
    bool tested = false;
    for (const auto& test : kTests) {
        if (!context.attributes.has(test.attribute)) {
            (void)context.attributes.value(test.attribute);  // known, so that a misspelt one finds it
        } else if (tested) {
            (void)context.attributes.value(test.attribute);
            context.attributes.mistake(test.attribute, "an assert tests one thing, and this is a second one");
        } else {
            tested = true;
            body.test = test.test;
            readOther(context, test, body);
        }
    }
    if (!tested)
        context.wrong(
            "<assert> tests nothing: write equals, differs-from, matches, starts-with, present, at-least, "
            "at-most or distinct");
    if (body.test == Assert::Test::Distinct) {
        if (context.attributes.has("that"))
            context.attributes.mistake("that", "'distinct' names what it compares; leave out 'that'");
    } else {
        context.attributes.required("that");
    }
    if (const bool that = context.attributes.has("that"); that && body.test != Assert::Test::Distinct) {
        readNames(context, "that", body);
        if (body.names.size() != 1 && !context.attributes.isOpen("that")) {
            context.attributes.mistake("that", "'that' is one name; 'distinct' compares several");
        }
    } else {
        (void)context.attributes.value("that");
    }
    body.skip = context.attributes.text("skip");
    if (!body.skip.empty() && (!context.action.req.empty() || !context.action.rests.empty()))
        context.attributes.mistake("skip",
                                   "what skips neither judges nor rests on anything: leave out 'skip'");
    expectEmpty(context);
    context.action.body = std::move(body);
}

}  // namespace xmppconf::vector
