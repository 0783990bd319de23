#include <fmt/format.h>
#include <gtest/gtest.h>

#include "StreamScript.h"

/// What is learnt from what both sides say.

namespace xmppconf::tests {

using stream::Side;

TEST(StreamFacts, followALoginToItsJid) {
    StreamScript script;
    bind(script);
    const stream::StreamFacts& facts = script.stream.facts();
    EXPECT_EQ(facts.previousId, "one");
    EXPECT_EQ(facts.id, "two");
    EXPECT_EQ(facts.mechanism, "PLAIN");
    EXPECT_EQ(facts.allFeatures.size(), 2U);
    ASSERT_NE(facts.features, nullptr);
    EXPECT_NE(facts.features->child("urn:ietf:params:xml:ns:xmpp-bind", "bind"), nullptr);
    EXPECT_EQ(facts.boundJid, "a@h/r");
    EXPECT_EQ(facts.initiator.stanzas, 1U);
    EXPECT_EQ(facts.receiver.stanzas, 1U);
    EXPECT_FALSE(facts.ending.first);
}

TEST(StreamFacts, ofARestartedStreamHaveNoFeaturesYet) {
    StreamScript script;
    logIn(script);
    script.play({"restart"});
    EXPECT_EQ(script.stream.facts().features, nullptr);
    EXPECT_EQ(script.stream.facts().id, "two") << "no header came yet";
}

TEST(StreamFacts, tellWhoEndedFirst) {
    const auto first = [](const std::vector<std::string_view>& lines) {
        StreamScript script;
        script.play({fmt::format("C: {}", kOpens), "S: " + header("one")});
        script.play(lines);
        return script.stream.facts().ending.first;
    };
    EXPECT_EQ(first({"S: <a xmlns='u'/>"}), std::nullopt);
    EXPECT_EQ(first({"S: </stream:stream>", "C: </stream:stream>"}), Side::Receiver);
    EXPECT_EQ(first({"C: </stream:stream>", "S: </stream:stream>", "fin"}), Side::Initiator);
    EXPECT_EQ(first({"S: <stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"}),
              Side::Receiver);
    EXPECT_EQ(first({"C: <stream:error/>", "fin"}), Side::Initiator);
    EXPECT_EQ(first({"notify"}), Side::Receiver);
    EXPECT_EQ(first({"fin"}), Side::Receiver);
}

TEST(StreamFacts, nameConditions) {
    StreamScript script;
    script.play(
        {"S: " + header("one"),
         "S: <failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><text>x</text><not-authorized/></failure>"
         "<stream:error><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"});
    EXPECT_EQ(script.stream.facts().saslFailure, "not-authorized");
    EXPECT_TRUE(script.stream.facts().receiver.error);
    EXPECT_EQ(script.stream.facts().receiver.errorCondition, "without a condition");
    EXPECT_FALSE(script.stream.facts().initiator.error);
}

TEST(StreamFacts, noteWhoShowsAndHowStanzasAreWritten) {
    StreamScript script;
    script.play({"S: " + header("one"),
                 "S: <presence from='a@h/1'/><presence type='unavailable' from='a@h/2'/>"
                 "<c:message xmlns:c='jabber:client'/>"});
    EXPECT_EQ(script.stream.facts().seenAvailable, std::set<std::string>{"a@h/1"});
    EXPECT_EQ(script.stream.facts().receiver.stanzaPrefix, "c");
}

TEST(StreamFacts, areBounded) {
    StreamScript script;
    script.play({"S: " + header("one")});
    for (int i = 0; i < 300; ++i) {
        const std::string presence = fmt::format("S: <presence from='a@h/{}'/>", i);
        const std::string features = "S: <stream:features/>";
        const std::string element = fmt::format("S: <x xmlns='u{}'/>", i);
        script.play({presence, features, element});
    }
    const stream::StreamFacts& facts = script.stream.facts();
    EXPECT_EQ(facts.seenAvailable.size(), 100U);
    EXPECT_EQ(facts.allFeatures.size(), 10U);
    EXPECT_TRUE(facts.receiver.named("never said")) << "one that named too many";
    EXPECT_FALSE(facts.initiator.named("never said"));
}

}  // namespace xmppconf::tests
