#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "harness/vector/Loader.h"
#include "tests/vector/Files.h"

// Which of the project's vectors have controls, so that a change of the rule or of a vector is seen.

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

bool mayRefuse(const Action& action) {
    const auto* expect = std::get_if<Expect>(&action.body);
    return std::holds_alternative<ExpectEnd>(action.body) ||
           (expect && (expect->pattern.name == "failure" || expect->pattern.name == "error" ||
                       !expect->pattern.nameRegex.empty()));
}

bool judgesRefusal(const Actions& actions);

bool judgesRefusal(const Action& action) {
    if (!action.req.empty() && mayRefuse(action)) return true;
    if (const auto* use = std::get_if<Use>(&action.body)) return judgesRefusal(*use->actions);
    if (const auto* choose = std::get_if<Choose>(&action.body))
        return std::any_of(choose->branches.begin(), choose->branches.end(),
                           [](const If& branch) { return judgesRefusal(*branch.actions); });
    const auto* oneOf = std::get_if<OneOf>(&action.body);
    if (!oneOf) return false;
    bool judges = !action.req.empty();
    for (const When& when : oneOf->alternatives) judges = judges || !when.breaks.empty();
    return std::any_of(oneOf->alternatives.begin(), oneOf->alternatives.end(), [&](const When& when) {
        return (judges && mayRefuse(when.actions->front())) || judgesRefusal(*when.actions);
    });
}

bool judgesRefusal(const Actions& actions) {
    return std::any_of(actions.begin(), actions.end(),
                       [](const Action& action) { return judgesRefusal(action); });
}

std::string lineOf(const Vector& vector) {
    std::string line = vector.id + ":";
    for (const Control& control : vector.controls)
        line += " " + control.role + " " + (control.mechanism.empty() ? "any" : control.mechanism) + ",";
    if (vector.controls.empty()) return line + " none\n";
    line.back() = '\n';
    return line;
}

}  // namespace

TEST(ControlsLint, TheVectorsThatHaveControlsAreThese) {
    const auto sources = readFolders({(fs::path(XMPPCONF_ROOT) / "vectors").string()});
    const auto result = load(std::get<std::vector<SourceFile>>(sources));
    std::string found =
        "# The controls of each vector that judges by a refusal and has a SASL exchange with an account. Of "
        "those with\n"
        "# none, the success of the exchange is awaited before the refusal, or the refusal breaks what is "
        "judged.\n";
    for (const Vector& vector : std::get<Corpus>(result).vectors) {
        const bool owes = !vector.exchanges.empty() && judgesRefusal(vector.actions);
        if (owes || !vector.controls.empty()) found += lineOf(vector);
    }
    EXPECT_EQ(found, contentOf(fs::path(XMPPCONF_TEST_DATA) / "rfc6120/controls.txt"));
}

}  // namespace xmppconf::vector
