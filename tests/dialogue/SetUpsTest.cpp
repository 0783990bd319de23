#include <gtest/gtest.h>

#include "Rehearsal.h"

namespace xmppconf::tests {
namespace {

using judge::Verdict;

const std::string kAsserted = R"(<assert req="must" that="c.stream-id" present="yes"/>)";
const std::string kOneOfTwo = R"(<one-of conn="c"><when><expect><a xmlns="u"/></expect></when>
    <when><expect><b xmlns="u"/></expect></when></one-of>)";

dialogue::Outcome twoKinds(dialogue::SetUps& setUps, const std::string& answer) {
    return Rehearsal(kOpen + "<send conn=\"c\"><![CDATA[<x/>]]></send>" + kOneOfTwo + kAsserted,
                     {{opens(), says("<x/>", answer)}}, "", &setUps)
        .outcome;
}

TEST(SetUps, whatNeverWorkedAndFailedAlikeThreeTimesIsNotTriedAgain) {
    dialogue::SetUps setUps;
    for (int i = 0; i < 3; ++i) {
        const auto outcome = twoKinds(setUps, "<c xmlns='u' id='" + std::to_string(i) + "'>" +
                                                  std::string(3, static_cast<char>('x' + i)) + "</c>");
        EXPECT_EQ(outcome.verdict, Verdict::Blocked);
        EXPECT_FALSE(outcome.givenUp) << "values that differ each time do not make it another failure";
    }
    const auto outcome = twoKinds(setUps, "<a xmlns='u'/>");
    EXPECT_TRUE(outcome.givenUp);
    EXPECT_NE(outcome.reason().find("failed in the same way in three vectors and is not tried again"),
              std::string::npos)
        << outcome.reason();
}

TEST(SetUps, whatWorkedOnceIsTriedForEver) {
    dialogue::SetUps setUps;
    EXPECT_EQ(twoKinds(setUps, "<b xmlns='u'/>").verdict, Verdict::Pass) << "an alternative is as good";
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(twoKinds(setUps, "<c xmlns='u'/>").givenUp);
    EXPECT_EQ(twoKinds(setUps, "<a xmlns='u'/>").verdict, Verdict::Pass);
}

TEST(SetUps, whatABusyServerSaysOfItselfDoesNotCount) {
    dialogue::SetUps setUps;
    const std::string busy =
        "<stream:error><internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(twoKinds(setUps, busy).givenUp);
}

TEST(SetUps, silenceIsAlikeForAllThatRestsOnTheRequirement) {
    using Came = judge::Came::Kind;
    const auto waitFor = [](const std::string& name) {
        vector::Expect expect;
        expect.pattern.name = name;
        return vector::Action{
            .place = {}, .conn = "c", .req = {}, .rests = "T/1/must", .within = {}, .body = expect};
    };
    dialogue::SetUps setUps;
    for (const char* name : {"a", "b", "c"}) setUps.failed(waitFor(name), {Came::Element, {"x"}}, {"x", {}});
    EXPECT_FALSE(setUps.givenUp(waitFor("d")));
    for (const char* name : {"a", "b", "c"}) setUps.failed(waitFor(name), {Came::Nothing}, {"nothing", {}});
    EXPECT_TRUE(setUps.givenUp(waitFor("d")));
    setUps.succeeded(waitFor("e"));
    EXPECT_FALSE(setUps.givenUp(waitFor("d")));
}

TEST(SetUps, whatCameInAnotherConversationIsMaskedWithItsSecrets) {
    dialogue::SetUps setUps;
    const vector::Action action{
        .place = {}, .conn = "c", .req = {}, .rests = {}, .within = {}, .body = vector::Close{}};
    for (int i = 0; i < 3; ++i) setUps.failed(action, {}, {"a proof came", {{"a proof", "SCRAM proof"}}});
    const auto last = setUps.givenUp(action);
    ASSERT_TRUE(last);
    ASSERT_EQ(last->secrets.size(), 1u);
    EXPECT_EQ(last->secrets[0].octets, "a proof");
}

TEST(SetUps, differentFailuresDoNotAddUp) {
    dialogue::SetUps setUps;
    for (const char* answer : {"<c xmlns='u'/>", "<d xmlns='u'/>", "<e xmlns='u'/>", "<f xmlns='u'/>"})
        EXPECT_FALSE(twoKinds(setUps, answer).givenUp) << answer;
}

}  // namespace
}  // namespace xmppconf::tests
