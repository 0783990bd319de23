#include <gtest/gtest.h>

#include <vector>

#include "StreamScript.h"

/// What the sides of a stream say, read one thing at a time, and where streams begin and end.

namespace xmppconf::tests {

using stream::Side;

namespace {

struct Row {
    std::vector<std::string_view> lines;
    std::string_view seen;
};

void expectSeen(const std::vector<Row>& rows, void (*first)(StreamScript&) = nullptr) {
    for (const Row& row : rows) {
        StreamScript script;
        if (first) first(script);
        EXPECT_EQ(script.play(row.lines), row.seen) << row.lines.front();
    }
}

const std::string kServerOpens = "S: " + header("one");

}  // namespace

TEST(Stream, readsEachSideForItself) {
    expectSeen({
        {{"C: <stream:stream to='h' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
          kServerOpens, "C: <a xmlns='u'/>", "S: <b xmlns='u'/>"},
         "C header\nS header\nC a\nS b\n"},
        {{kServerOpens, "S: <b xmlns='u'", "S: /><c xmlns='u'/></stream:stream>"},
         "S header\nS b\nS c\nS closed\n"},
        {{kServerOpens, "S: <!--x--><b xmlns='u'/>"}, "S header\nS breach comment\nS b\n"},
        {{kServerOpens, "S: <b></c><d/>"}, "S header\nS unreadable not-well-formed\n"},
        {{kServerOpens, "S: \xff"}, "S header\nS unreadable bad-utf-8\n"},
        {{"S: garbage"}, "S unreadable not-well-formed\n"},
    });
}

TEST(Stream, beginsAnewBehindWhatHasBeenRead) {
    const std::string both = "s: " + header("one") + "<success xmlns='u'/>" + header("two");
    StreamScript script;
    script.play({both});
    EXPECT_EQ(script.stream.next(Side::Receiver)->kind, stream::Item::Kind::Header);
    EXPECT_EQ(script.stream.next(Side::Receiver)->element()->name, "success");
    script.stream.restart();
    EXPECT_EQ(script.play({"read"}), "S header\n");
    EXPECT_EQ(script.stream.facts().id, "two");
    EXPECT_EQ(script.stream.facts().previousId, "one");
}

TEST(Stream, readsAgainAfterARestartWhatWasUnreadableBefore) {
    StreamScript script;
    script.play({kServerOpens, "S: <b></c>"});
    EXPECT_FALSE(script.stream.readable(Side::Receiver));
    EXPECT_EQ(script.play({"restart", kServerOpens}), "S header\n");
    EXPECT_TRUE(script.stream.readable(Side::Receiver));
}

TEST(Stream, theInitiatorMayBeginTheNextStreamAhead) {
    StreamScript script;
    const std::string opens = "C: " + std::string(kOpens);
    script.play({opens, "C: <auth xmlns='u'/>", "ahead", opens, "restart"});
    EXPECT_TRUE(script.stream.opened(Side::Initiator));
    script.play({"restart"});
    EXPECT_FALSE(script.stream.opened(Side::Initiator));
}

TEST(Stream, nothingSaidInTheClearIsPartOfTheStreamInTls) {
    StreamScript script;
    script.play({kServerOpens, "C: <x/>", "s: <proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><x"});
    EXPECT_EQ(script.stream.next(Side::Receiver)->element()->name, "proceed");
    EXPECT_TRUE(script.stream.facts().handshakeDue);
    EXPECT_EQ(script.stream.unread(Side::Receiver), "<x");
    EXPECT_EQ(script.play({"tls", "S: " + header("two")}), "S header\n");
    EXPECT_FALSE(script.stream.facts().handshakeDue);
    EXPECT_EQ(script.stream.heard(Side::Receiver), header("two").size());
    EXPECT_EQ(script.stream.heard(Side::Initiator), 0U);
}

TEST(Stream, knowsWhatHasToBeDueNext) {
    const std::string features = "S: <stream:features/>";
    expectSeen(
        {
            {{features}, "S features unasked\n"},
            {{"S: <iq id='x' type='get'/>"}, "S iq\n"},
            {{"S: <stream:error/>"}, "S error\n"},
        },
        logIn);
    expectSeen(
        {
            {{features, features}, "S features own-account\nS features unasked\n"},
            {{"S: <iq id='x' type='get'/><message/><presence/>"},
             "S iq own-account\nS message own-account\nS presence own-account\n"},
            {{"S: <r xmlns='u'/>"}, "S r unasked\n"},
            {{"C: <a xmlns='u'/>", "S: <r xmlns='u'/>"}, "C a\nS r\n"},
            {{"C: <a></b>", "S: <r xmlns='u'/>"}, "C unreadable not-well-formed\nS r\n"},
            {{"S: <stream:error/>"}, "S error\n"},
        },
        bind);
}

TEST(Stream, carriesAnotherContentNamespace) {
    StreamScript script({.content = "jabber:server"});
    script.play(
        {"S: <stream:stream id='s' xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>",
         "S: <message/><message xmlns='jabber:client'/>"});
    EXPECT_EQ(script.stream.facts().receiver.stanzas, 1U);
}

TEST(Stream, whatWasFedBeforeTheEndCanStillBeRead) {
    StreamScript script;
    EXPECT_EQ(script.play({"s: " + header("one") + "<a xmlns='u'/>", "fin", "read"}), "S header\nS a\n");
    ASSERT_NE(script.stream.ended(), nullptr);
    EXPECT_EQ(script.stream.ended()->sentence, "the end");
    script.play({"s: <b xmlns='u'/>"});
    script.stream.end(stream::Item::Kind::HungUp, stream::Ending::Transport::Reset, "too much", {});
    EXPECT_EQ(script.play({"read"}), "");
}

TEST(Stream, whatIsSentAfterWeHungUpIsStillPartOfOurStream) {
    StreamScript script;
    script.play({"C: " + header("")});
    script.stream.end(stream::Item::Kind::HungUp, stream::Ending::Transport::Reset, "too much", {});
    EXPECT_EQ(script.play({"C: <presence xmlns='jabber:client'/>"}), "C presence\n");
}

TEST(Stream, tellsWhenAndWhereAnItemEnded) {
    StreamScript script;
    script.play({"s: " + header("one"), "s: <a xmlns='u'/><b"});
    const auto first = script.stream.next(Side::Receiver);
    const auto second = script.stream.next(Side::Receiver);
    EXPECT_EQ(first->at - octets::Instant{}, std::chrono::milliseconds(1));
    EXPECT_EQ(second->at - octets::Instant{}, std::chrono::milliseconds(2));
    EXPECT_EQ(first->end, header("one").size());
    EXPECT_EQ(second->end, header("one").size() + std::string_view("<a xmlns='u'/>").size());
}

TEST(Stream, seesWhiteSpaceBeforeElementsSinceTheOtherSideSpoke) {
    const auto seen = [](const std::vector<std::string_view>& lines) {
        StreamScript script;
        script.play({kServerOpens});
        script.play(lines);
        return script.stream.whiteSpace(Side::Receiver);
    };
    EXPECT_FALSE(seen({"S: <a xmlns='u'/>"}));
    EXPECT_FALSE(seen({"S: <a xmlns='u'/> "})) << "no element after it yet";
    EXPECT_TRUE(seen({"S: <a xmlns='u'/> <b xmlns='u'/>"}));
    EXPECT_TRUE(seen({"S: <a xmlns='u'/>", "S:  <b xmlns='u'/>"}));
    EXPECT_FALSE(seen({"S:  <b xmlns='u'/>", "C: x"})) << "we spoke";
    EXPECT_FALSE(seen({"S: <!--x-->  <b xmlns='u'/>"})) << "a breach already";
}

TEST(Stream, closesWhatWasOpened) {
    StreamScript script;
    EXPECT_EQ(script.stream.closing(Side::Initiator), "</stream:stream>");
    script.play({"C: <s:stream xmlns:s='http://etherx.jabber.org/streams'>"});
    EXPECT_EQ(script.stream.closing(Side::Initiator), "</s:stream>");
    script.play({"restart", "C: <stream xmlns='http://etherx.jabber.org/streams'>"});
    EXPECT_EQ(script.stream.closing(Side::Initiator), "</stream>");
}

}  // namespace xmppconf::tests
