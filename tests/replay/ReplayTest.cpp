#include <gtest/gtest.h>

#include "harness/dialogue/Sessions.h"
#include "harness/dialogue/SetUps.h"
#include "harness/vector/Loader.h"
#include "suite/recording/RecordedInterpreter.h"
#include "suite/recording/Replay.h"
#include "tests/dialogue/ScriptedNetwork.h"

namespace xmppconf::suite {
namespace {

using octets::LinkEvent;
using std::chrono::milliseconds;
using tests::Rule;
using tests::says;

constexpr auto kCatalogue =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="T" title="Test" link="https://t.example/#{section}">
  <requirement id="T/1/must" level="MUST">The server must.</requirement>
</specification>)";

constexpr auto kOpen = R"(<connect conn="c"/>
<send conn="c"><![CDATA[<stream:stream to='${domain}' id='${token.id}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
<expect-header conn="c"/>)";

vector::Corpus corpusOf(const std::string& actions) {
    auto loaded = vector::load(
        {{"catalogue.xml", kCatalogue},
         {"v.xml",
          R"(<vectors xmlns="urn:xmppconf:vector:1" step="stream"><vector id="stream/v" title="t"><judges as="must" requirement="T/1/must"/>)" +
              std::string(kOpen) + actions + "</vector></vectors>"}});
    if (auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        for (const auto& mistake : *mistakes) ADD_FAILURE() << mistake.toString();
        return {};
    }
    return std::get<vector::Corpus>(std::move(loaded));
}

Rule greets() {
    return says("etherx.jabber.org/streams'>",
                "<stream:stream id='s' from='example.org' version='1.0' xmlns='jabber:client' "
                "xmlns:stream='http://etherx.jabber.org/streams'>");
}

class ReplayTest : public testing::Test, protected RecordingSink {
  protected:
    void add(const RecordedConversation& conversation) override { recorded.push_back(conversation); }

    dialogue::Outcome record(const vector::Corpus& corpus, std::vector<Rule> server) {
        octets::HeldClock clock;
        tests::ScriptedNetwork network(clock, {std::move(server)});
        context.endpoint = {"server.example", 5222};
        context.domain = "example.org";
        auto outcome = interpretAndRecord({corpus,
                                           context,
                                           clock,
                                           network,
                                           corpus.vectors.front(),
                                           {{"alice", accounts.front()}},
                                           2,
                                           7,
                                           "stream/v#2"},
                                          *this);
        wire = network.wire();
        return outcome;
    }
    /// Nothing where it came to the same.
    std::string again(const vector::Corpus& corpus) const {
        const auto replayed = replay(recorded.back(), corpus, accounts);
        return replayed ? replayed.value().difference : replayed.error();
    }

    dialogue::RunContext context;
    std::vector<dialogue::Account> accounts = {{"alice", "example.org", "wonderland", "", ""}};
    std::vector<RecordedConversation> recorded;
    std::string wire;
};

TEST_F(ReplayTest, ComesToTheSame) {
    const vector::Corpus corpus = corpusOf(
        R"(<expect conn="c" req="must" within="300ms"><a xmlns="jabber:client"/></expect>
<expect-nothing conn="c" within="200ms"/>
<send conn="c"><![CDATA[<b id='${token.id}'/>]]></send><expect-end conn="c" req="must"/>)");
    Rule answer = says("", "<a/>");
    answer.delay = milliseconds(299);
    Rule end{
        "<b", {{LinkEvent::Kind::Data, "</stream:stream>"}, {LinkEvent::Kind::Fin, ""}}, milliseconds(3)};
    const auto outcome = record(corpus, {greets(), answer, end});
    EXPECT_EQ(outcome.verdict, judge::Verdict::Pass) << outcome.reason();
    ASSERT_EQ(recorded.size(), 1U);
    EXPECT_EQ(recorded.front().judged, judgedText(outcome, corpus));
    EXPECT_EQ(recorded.front().attempt, 2);
    const auto replayed = replay(recorded.front(), corpus, accounts);
    ASSERT_TRUE(replayed) << replayed.error();
    EXPECT_EQ(replayed.value().difference, "");
    EXPECT_EQ(replayed.value().outcome.duration, outcome.duration) << "to the microsecond";
    ASSERT_EQ(replayed.value().outcome.transcript.size(), outcome.transcript.size());
    for (std::size_t i = 0; i < outcome.transcript.size(); ++i) {
        EXPECT_EQ(replayed.value().outcome.transcript[i].at, outcome.transcript[i].at);
        EXPECT_EQ(replayed.value().outcome.transcript[i].octets, outcome.transcript[i].octets);
    }
}

TEST_F(ReplayTest, WhatCameTooLateComesTooLateAgain) {
    const vector::Corpus corpus =
        corpusOf(R"(<expect conn="c" req="must" within="300ms"><a xmlns="jabber:client"/></expect>)");
    Rule answer = says("", "<a/>");
    answer.delay = milliseconds(301);
    EXPECT_EQ(record(corpus, {greets(), answer}).verdict, judge::Verdict::Fail);
    EXPECT_EQ(again(corpus), "");
}

TEST_F(ReplayTest, TlsComesWithItsFacts) {
    const vector::Corpus corpus =
        corpusOf(R"(<starttls conn="c"/><assert req="must" that="c.tls.version" equals="TLSv1.3"/>)");
    EXPECT_EQ(record(corpus, {greets()}).verdict, judge::Verdict::Pass);
    EXPECT_EQ(again(corpus), "");
}

TEST_F(ReplayTest, AVectorThatSaysSomethingElseIsADifference) {
    const std::string answered = R"(<expect conn="c" req="must"><a xmlns="jabber:client"/></expect>)";
    record(corpusOf(R"(<send conn="c"><![CDATA[<b/>]]></send>)" + answered), {greets(), says("<b", "<a/>")});
    EXPECT_EQ(again(corpusOf(R"(<send conn="c"><![CDATA[<c/>]]></send>)" + answered)),
              "connection 1, call 2: send with other octets");
}

TEST_F(ReplayTest, AnotherVerdictIsADifference) {
    record(corpusOf(R"(<expect conn="c" req="must"><a xmlns="jabber:client"/></expect>)"),
           {greets(), says("", "<a/>")});
    const std::string difference =
        again(corpusOf(R"(<expect conn="c" req="must"><d xmlns="jabber:client"/></expect>)"));
    EXPECT_TRUE(difference.starts_with(R"(it came to {"checks":)")) << difference;
    EXPECT_NE(difference.find(R"("verdict":"fail"} instead of )"), difference.npos) << difference;
}

TEST_F(ReplayTest, SetUpThatTheRunHadGivenUpIsNotTriedAgain) {
    const vector::Corpus corpus = corpusOf(
        R"(<expect conn="c" within="1s"><b xmlns="jabber:client"/></expect><expect conn="c" req="must"><a xmlns="jabber:client"/></expect>)");
    dialogue::SetUps setUps;
    context.setUps = &setUps;
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(record(corpus, {greets()}).givenUp);
        EXPECT_EQ(again(corpus), "");
    }
    const auto outcome = record(corpus, {greets()});
    EXPECT_TRUE(outcome.givenUp);
    EXPECT_EQ(recorded.back().givenUp.size(), 1U);
    const auto replayed = replay(recorded.back(), corpus, accounts);
    ASSERT_TRUE(replayed);
    EXPECT_EQ(replayed.value().difference, "");
    EXPECT_TRUE(replayed.value().outcome.givenUp);
}

TEST_F(ReplayTest, AStrangerStandsInTheWayAgain) {
    const vector::Corpus corpus =
        corpusOf(R"(<expect conn="c" req="must"><a xmlns="jabber:client"/></expect>)");
    dialogue::Sessions sessions;
    context.sessions = &sessions;
    const auto outcome =
        record(corpus, {greets(), says("", "<presence from='alice@example.org/phone'/><b/>")});
    EXPECT_EQ(outcome.verdict, judge::Verdict::Blocked);
    EXPECT_EQ(recorded.back().strangers, std::set<std::string>{"alice@example.org/phone"});
    EXPECT_EQ(again(corpus), "");
}

TEST_F(ReplayTest, WhatIsMissingIsASentence) {
    const vector::Corpus corpus =
        corpusOf(R"(<expect conn="c" req="must"><a xmlns="jabber:client"/></expect>)");
    record(corpus, {greets(), says("", "<a/>")});
    recorded.back().vector = "stream/w";
    EXPECT_EQ(again(corpus), "there is no vector 'stream/w' any more");
    recorded.back().vector = "stream/v";
    accounts.front().user = "bob";
    EXPECT_EQ(again(corpus), "the account alice@example.org of stream/v is not given");
}

}  // namespace
}  // namespace xmppconf::suite
