#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <tuple>

#include "Rehearsal.h"

namespace xmppconf::tests {

using judge::Verdict;

namespace {

const std::string kStanzaNs = "xmlns=\"jabber:client\"";
const std::string kError =
    "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
const std::string kExpectError =
    R"(<stream:error xmlns:stream="http://etherx.jabber.org/streams"><host-unknown xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>)";
const std::string kAnyError = R"(<stream:error xmlns:stream="http://etherx.jabber.org/streams"/>)";

const std::string kAsk = R"(<use fragment="bound" conn="c"/>
  <send conn="c"><![CDATA[<iq id='q' type='get'><ping xmlns='urn:xmpp:ping'/></iq>]]></send>
  <expect conn="c" req="must"><iq xmlns="jabber:client" type="result" id="q"/></expect>)";

std::vector<Rule> boundServer(const std::string& answer) {
    return {opens(),
            says("</iq>",
                 "<iq type='result' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                 "<jid>alice@example.org/r</jid></bind></iq>"),
            says("</iq>", answer)};
}

}  // namespace

TEST(Interpreter, passesWhenWhatIsExpectedComes) {
    Rehearsal r(kOpen + R"(<assert req="must" that="c.stream-id" equals="s1"/>)", {{opens()}});
    EXPECT_EQ(r.verdict(), Verdict::Pass) << r.outcome.reason();
    EXPECT_NE(r.wire.find("to='example.org'"), std::string::npos);
}

TEST(Interpreter, levelDecidesWhatABrokenRequirementAmountsTo) {
    for (const auto& [as, verdict] :
         {std::pair{"must", Verdict::Fail}, {"should", Verdict::Warn}, {"may", Verdict::Info}}) {
        Rehearsal r(kOpen + "<assert req=\"" + as + R"(" that="c.stream-id" equals="other"/>)", {{opens()}});
        EXPECT_EQ(r.verdict(), verdict);
        EXPECT_NE(r.outcome.reason().find("c.stream-id is 'other'"), std::string::npos) << r.outcome.reason();
        EXPECT_NE(r.outcome.reason().find("it is 's1'"), std::string::npos) << r.outcome.reason();
    }
}

TEST(Interpreter, anAlertWhereAHandshakeIsDueIsNoPartOfTheStream) {
    const std::string garbage = kOpen + R"(
        <send conn="c"><![CDATA[<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>]]></send>
        <expect conn="c"><proceed xmlns="urn:ietf:params:xml:ns:xmpp-tls"/></expect>
        <send conn="c" malformed="yes">garbage</send>
        <expect-end conn="c" req="must" tag="forbidden"/>)";
    const std::string alert("\x15\x03\x03\x00\x02\x02\x0a", 7);
    const auto verdict = [&](const std::vector<std::string>& answers) {
        Rule rule{"garbage", {}, {}};
        for (const auto& each : answers) rule.events.push_back({octets::LinkEvent::Kind::Data, each});
        rule.events.push_back({octets::LinkEvent::Kind::Fin, ""});
        Rehearsal r(garbage,
                    {{opens(), says("tls'/>", "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), rule}});
        return r.verdict();
    };
    EXPECT_EQ(verdict({alert}), Verdict::Pass);
    EXPECT_EQ(verdict({alert + alert}), Verdict::Pass);
    EXPECT_EQ(verdict({alert.substr(0, 3), alert.substr(3)}), Verdict::Pass);
    EXPECT_EQ(verdict({std::string("\x80\x03\x00\x00\x01", 5)}), Verdict::Pass);  // an error of SSL 2.0
    EXPECT_EQ(verdict({alert.substr(0, 3)}), Verdict::Fail);
    EXPECT_EQ(verdict({alert + "</stream:stream>"}), Verdict::Fail);
    EXPECT_EQ(verdict({std::string("\x80\x1e\x04\x00", 4)}), Verdict::Fail);
}

TEST(Interpreter, aHandshakeMayBeRefusedButNotAnsweredInTheClear) {
    using octets::LinkEvent;
    const auto rehearse = [](const std::string& attributes, const std::vector<LinkEvent>& handshake,
                             const std::vector<LinkEvent>& before = {}) {
        Rule proceeds = says("tls'/>", "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        proceeds.events.insert(proceeds.events.end(), before.begin(), before.end());
        return Rehearsal(kOpen + R"(
            <send conn="c"><![CDATA[<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>]]></send>
            <expect conn="c"><proceed xmlns="urn:ietf:params:xml:ns:xmpp-tls"/></expect>
            <starttls conn="c" failure="accepted" req="must" )" +
                             attributes + R"(/>
            <expect-nothing conn="c" within="1s" req="must"/>
            <assert req="should" that="c.stream-id" present="yes"/>)",
                         {{opens(), proceeds, Rule{kHandshake, handshake, {}}}});
    };
    const LinkEvent refused{LinkEvent::Kind::TlsFailed, "an alert", LinkEvent::Peer::RefusedTls};
    const LinkEvent inTheClear{LinkEvent::Kind::TlsFailed, "no TLS", LinkEvent::Peer::SpokeNoTls};
    const LinkEvent ours{LinkEvent::Kind::TlsFailed, "does not verify"};
    const LinkEvent fin{LinkEvent::Kind::Fin, ""};

    EXPECT_EQ(rehearse("", {refused}).verdict(), Verdict::Pass);
    EXPECT_EQ(rehearse("", {fin}).verdict(), Verdict::Pass);
    EXPECT_EQ(rehearse("", {}, {fin}).verdict(), Verdict::Pass);
    EXPECT_EQ(rehearse("", {inTheClear, fin}).verdict(), Verdict::Fail);
    EXPECT_EQ(rehearse("", {inTheClear}, {fin}).verdict(), Verdict::Fail) << "it came before the end";
    EXPECT_EQ(rehearse("", {ours, fin}).verdict(), Verdict::Blocked) << "it was not refused";
    const LinkEvent untrusted{LinkEvent::Kind::TlsFailed, "it says so", LinkEvent::Peer::Untrusted};
    EXPECT_EQ(rehearse("", {untrusted, fin}).outcome.why.came, judge::Came::Kind::Untrusted);
    EXPECT_EQ(rehearse("", {}).verdict(), Verdict::Blocked) << "it did not fail";

    const std::string elsewhere = R"(rests="T/1/always")";
    EXPECT_EQ(rehearse(elsewhere, {refused}).verdict(), Verdict::Pass);
    const Rehearsal other = rehearse(elsewhere, {inTheClear});
    EXPECT_EQ(other.verdict(), Verdict::Blocked) << other.outcome.reason();
    EXPECT_EQ(other.outcome.blockedBy.id, "T/1/always");
}

TEST(Interpreter, whatIsTooLongToBeLookedAtBlocksThoughALaterAlternativeFits) {
    Rehearsal r(
        kOpen + R"(
        <send conn="c"><![CDATA[<q xmlns='urn:a'/>]]></send>
        <one-of conn="c" req="must">
          <when><expect><a xmlns="urn:a">?{:.*}</a></expect></when>
          <when breaks="must"><expect><a xmlns="urn:a"/></expect></when>
        </one-of>)",
        {{opens(), says("<q xmlns='urn:a'/>", "<a xmlns='urn:a'>" + std::string(20'000, 'x') + "</a>")}});
    EXPECT_EQ(r.verdict(), Verdict::Blocked) << r.outcome.reason();
    EXPECT_EQ(
        r.outcome.reason(),
        "not judged: a text of 20000 octets exceeds xmppconf's limit of 16 KiB for regular expressions");
}

TEST(Interpreter, aBrokenAssertionDoesNotEndTheConversation) {
    Rehearsal r(kOpen + R"(<assert req="must" that="c.header.from" equals="x"/>
                           <assert req="should" that="c.header.version" equals="1.0"/>)",
                {{opens()}});
    EXPECT_EQ(r.judged("must"), "fail");
    EXPECT_EQ(r.judged("should"), "pass");
}

TEST(Interpreter, failedSetUpBlocksAndNamesWhatTheServerDid) {
    Rehearsal r(kOpen + R"(<assert req="must" that="c.stream-id" present="yes"/>)",
                {{ends("streams'>", header("s1") + kError + "</stream:stream>")}});
    EXPECT_EQ(r.verdict(), Verdict::Blocked);
    EXPECT_NE(r.outcome.reason().find("host-unknown"), std::string::npos) << r.outcome.reason();
    EXPECT_NE(r.outcome.reason().find("fragments.xml:"), std::string::npos) << r.outcome.reason();
}

TEST(Interpreter, tellsWhichUsesLeadToAnActionInAFragment) {
    const auto lines = [](const std::vector<vector::Place>& places) {
        std::vector<std::pair<std::string, int>> list;
        for (const auto& place : places) list.emplace_back(*place.file, place.line);
        return list;
    };
    using Lines = std::vector<std::pair<std::string, int>>;
    const std::string actions = R"(<connect conn="d"/>
        <use fragment="bound" conn="c" req="must"/>)";
    // The judges and what is caught stand on three lines above the actions.
    Rehearsal r(actions, {{}, {ends("streams'>", header("s1") + kError + "</stream:stream>")}});
    ASSERT_EQ(r.judged("must"), "fail") << r.outcome.reason();
    const judge::Check& check = r.outcome.checks.back();
    EXPECT_EQ(lines(check.uses), (Lines{{"v.xml", 6}, {"fragments.xml", 9}}));
    EXPECT_EQ(lines({check.place}), (Lines{{"fragments.xml", 6}}));
    EXPECT_EQ(lines(r.outcome.ended), (Lines{{"v.xml", 6}, {"fragments.xml", 9}, {"fragments.xml", 6}}));

    Rehearsal met(kOpen + R"(<assert req="must" that="c.stream-id" equals="s1"/>)", {{opens()}});
    EXPECT_TRUE(met.outcome.ended.empty());
    EXPECT_TRUE(met.outcome.checks.at(0).uses.empty());
}

TEST(Interpreter, silenceIsNeverAPass) {
    Rehearsal r(kOpen + R"(<expect conn="c" req="must"><a xmlns="u"/></expect>)", {{opens()}});
    EXPECT_EQ(r.verdict(), Verdict::Fail);
    EXPECT_NE(r.outcome.reason().find("nothing came within 10 s"), std::string::npos) << r.outcome.reason();
    EXPECT_GE(r.outcome.duration, std::chrono::seconds(10));
}

TEST(Interpreter, whatCameInTimeIsLookedAtButAFloodIsNotFollowed) {
    const auto verdictBehind = [](int messages) {
        std::string flood;
        for (int i = 0; i < messages; ++i) flood += "<message from='example.org'/>";
        std::vector<Rule> server = boundServer(flood + "<iq type='result' id='q'/>");
        server.back().delay = std::chrono::seconds(10);  // all of it comes with the end of the time
        return Rehearsal(kAsk, {server});
    };
    const Rehearsal few = verdictBehind(900);
    EXPECT_EQ(few.verdict(), Verdict::Pass) << few.outcome.reason();
    const Rehearsal many = verdictBehind(1100);
    EXPECT_EQ(many.verdict(), Verdict::Blocked) << "the answer may be behind what was not looked at";
    EXPECT_NE(many.outcome.reason().find("more than xmppconf looks at"), std::string::npos)
        << many.outcome.reason();
}

TEST(Interpreter, thatWeHangUpOnAFloodProvesNothing) {
    std::string flood;
    for (int i = 0; i < 2000; ++i) flood += "<message from='example.org'/>";
    const std::string sentence =
        "not judged: the stanzas that nothing asked for exceed xmppconf's limit of 1 MiB";
    const Rehearsal asked(kAsk, {boundServer(flood)});
    EXPECT_EQ(asked.verdict(), Verdict::Blocked);
    EXPECT_NE(asked.outcome.reason().find(sentence), std::string::npos) << asked.outcome.reason();

    const Rehearsal awaited(R"(<use fragment="bound" conn="c"/><send conn="c"><![CDATA[<iq></iq>]]></send>
                               <expect-end conn="c" req="must"/>)",
                            {boundServer(flood)});
    EXPECT_EQ(awaited.verdict(), Verdict::Blocked);
    EXPECT_NE(awaited.outcome.reason().find(sentence), std::string::npos) << awaited.outcome.reason();
}

TEST(Interpreter, anAlternativeHasItsPrice) {
    const std::string actions = kOpen + R"(<one-of conn="c" req="must"><when><expect>)" + kExpectError +
                                R"(</expect></when><when breaks="should"><expect>)" + kAnyError +
                                R"(</expect></when></one-of>)";
    Rehearsal good(actions, {{opens(), says("", kError)}});
    EXPECT_EQ(good.judged("must"), "pass");
    EXPECT_EQ(good.judged("should"), "pass");
    EXPECT_EQ(good.verdict(), Verdict::Pass);

    Rehearsal priced(
        actions,
        {{opens(),
          says("", "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")}});
    EXPECT_EQ(priced.judged("must"), "pass");
    EXPECT_EQ(priced.judged("should"), "warn");

    Rehearsal neither(actions, {{opens(), says("", "<other/>")}});
    EXPECT_EQ(neither.judged("must"), "fail");
    EXPECT_EQ(neither.judged("should"), "");
}

TEST(Interpreter, anAlternativeMayLeaveAQuestionOpen) {
    const std::string actions =
        kOpen + R"(<one-of conn="c" req="must"><when><expect>)" + kExpectError +
        R"(</expect></when><when breaks="should"><expect>)" + kAnyError +
        R"(</expect></when><when leaves="should"><expect><other xmlns="u"/></expect></when></one-of>)";
    const Rehearsal open(actions, {{opens(), says("", "<other xmlns='u'/>")}});
    EXPECT_EQ(open.judged("must"), "pass");
    EXPECT_EQ(open.judged("should"), "");

    const Rehearsal answered(actions, {{opens(), says("", "<stream:error/>")}});
    EXPECT_EQ(answered.judged("should"), "warn");
    for (const auto& check : answered.outcome.checks)
        for (const auto& expected : check.expected)
            EXPECT_EQ(check.verdict == Verdict::Warn && expected.find("other") != std::string::npos, false)
                << "what leaves it open does not meet it: " << expected;
}

TEST(Interpreter, anAlternativeMayLeaveOpenWhatAllOthersMeet) {
    const std::string actions = kOpen + R"(<one-of conn="c" req="must should"><when><expect>)" +
                                kExpectError +
                                R"(</expect></when><when leaves="must" breaks="should"><expect>)" +
                                kAnyError + "</expect></when></one-of>";
    const Rehearsal answered(actions, {{opens(), says("", kError)}});
    EXPECT_EQ(answered.judged("must"), "pass");
    EXPECT_EQ(answered.judged("should"), "pass");

    const Rehearsal open(actions, {{opens(), says("", "<stream:error/>")}});
    EXPECT_EQ(open.judged("must"), "");
    EXPECT_EQ(open.judged("should"), "warn");
    EXPECT_EQ(open.outcome.checks.size(), 1U) << "what an answer breaks, it does not meet as well";

    const Rehearsal neither(actions, {{opens(), says("", "<other/>")}});
    EXPECT_EQ(neither.judged("must"), "fail");
}

TEST(Interpreter, quietAlternativeIsTakenOnlyAfterItsTime) {
    const std::string actions = kOpen + R"(<one-of conn="c" req="must"><when><expect>)" + kExpectError +
                                R"(</expect></when><when leaves="must"><expect-end/></when>
        <when breaks="may"><expect-nothing within="2s"/></when></one-of>)";
    Rehearsal quiet(actions, {{opens()}});
    EXPECT_EQ(quiet.judged("must"), "pass");
    EXPECT_EQ(quiet.judged("may"), "info");
    EXPECT_GE(quiet.outcome.duration, std::chrono::seconds(2));
    Rehearsal other(actions, {{opens(), says("", "<other/>")}});
    EXPECT_EQ(other.judged("must"), "fail");
}

TEST(Interpreter, closingWithoutErrorIsNotAnError) {
    const std::string actions = kOpen + R"(<expect conn="c" req="must">)" + kAnyError + "</expect>" +
                                R"(<expect-end conn="c" req="should"/>)";
    Rehearsal r(actions, {{opens(), ends("", "")}});
    EXPECT_EQ(r.judged("must"), "fail");
    EXPECT_NE(r.outcome.reason().find("the server closed the connection"), std::string::npos)
        << r.outcome.reason();
}

TEST(Interpreter, endNeedsTheClosingTagAndTheConnection) {
    const std::string actions =
        kOpen +
        R"(<expect-end conn="c" req="must"/><assert req="should" that="c.end.first" equals="server"/>)";
    Rehearsal whole(actions, {{opens(), ends("", "</stream:stream>")}});
    EXPECT_EQ(whole.verdict(), Verdict::Pass) << whole.outcome.reason();
    Rehearsal tagless(actions, {{opens(), ends("", "")}});
    EXPECT_EQ(tagless.judged("must"), "fail");
    Rehearsal open(actions, {{opens(), says("", "</stream:stream>")}});
    EXPECT_EQ(open.judged("must"), "fail");
    EXPECT_NE(open.wire.find("</stream:stream>"), std::string::npos) << "we answer the closing tag";
    EXPECT_NE(open.outcome.reason().find("the connection stayed open"), std::string::npos)
        << open.outcome.reason();
}

TEST(Interpreter, stanzasOnTheServersOwnAccountAreSetAside) {
    Rehearsal r(kAsk, {boundServer("<message from='example.org'><body>hi</body></message>"
                                   "<iq type='get' id='d1' from='example.org'><query xmlns='u'/></iq>"
                                   "<iq type='result' id='q'/>")});
    EXPECT_EQ(r.verdict(), Verdict::Pass) << r.outcome.reason();
}

TEST(Interpreter, theAnswerWithTheAskedIdIsTheAnswerAlsoWhenItIsWrong) {
    Rehearsal r(kAsk, {boundServer("<iq type='error' id='q'><error type='cancel'/></iq>")});
    EXPECT_EQ(r.verdict(), Verdict::Fail);
    EXPECT_LT(r.outcome.duration, std::chrono::seconds(9)) << "no waiting for another answer";
}

TEST(Interpreter, orderIsStrictDuringNegotiation) {
    Rehearsal r(kOpen + R"(<expect conn="c" req="must"><a xmlns="u"/></expect>)",
                {{opens(), says("", "<message/><a xmlns='u'/>")}});
    EXPECT_EQ(r.judged("must"), "fail");
}

TEST(Interpreter, fenceProvesThatNothingCame) {
    const std::string actions = R"(<use fragment="bound" conn="c"/>
      <expect-nothing conn="c" req="must" fence="yes"><message xmlns="jabber:client"/></expect-nothing>)";
    const auto answering = [](const std::string& before) {
        auto rules = boundServer(before);
        return rules;
    };
    Rehearsal message(actions, {answering("<message><body>x</body></message>")});
    EXPECT_EQ(message.judged("must"), "fail");
    Rehearsal unanswered(actions, {answering("")});
    EXPECT_EQ(unanswered.verdict(), Verdict::Blocked) << "an unanswered fence proves nothing";
    Rehearsal gone(actions, {[&] {
                       auto rules = boundServer("");
                       rules.back() = ends("</iq>", "");
                       return rules;
                   }()});
    EXPECT_EQ(gone.verdict(), Verdict::Blocked) << "a server that breaks down is not silent";
}

TEST(Interpreter, needSkipsOrFails) {
    Rehearsal skipped(
        kOpen +
            R"(<need conn="c" mechanism="X" else="skip"/><assert req="must" that="c.stream-id" present="yes"/>)",
        {{opens()}});
    EXPECT_EQ(skipped.verdict(), Verdict::Skip);
    EXPECT_EQ(skipped.outcome.reason(), "the target does not offer the SASL mechanism X");
    Rehearsal failed(kOpen + R"(<need conn="c" req="must" mechanism="X" else="fail"/>)", {{opens()}});
    EXPECT_EQ(failed.verdict(), Verdict::Fail);
    Rehearsal met(kOpen + R"(<need conn="c" req="must" mechanism="PLAIN" else="fail"/>)", {{opens()}});
    EXPECT_EQ(met.verdict(), Verdict::Pass);
}

TEST(Interpreter, needAsksWhetherTheServerWantsACertificate) {
    const Rehearsal skipped(
        kOpen +
            R"(<need conn="c" tls="certificate-requested"/><assert req="must" that="c.stream-id" present="yes"/>)",
        {{opens()}});
    EXPECT_EQ(skipped.outcome.verdict, Verdict::Skip);
    EXPECT_EQ(skipped.outcome.reason(), "this needs a server that asks clients for a certificate");
}

TEST(Interpreter, skipEndsTheConversation) {
    const std::string actions = kOpen + R"(<one-of conn="c" req="must"><when><expect>)" + kExpectError +
                                R"(</expect></when><when leaves="must"><expect>)" + kAnyError +
                                R"(</expect><skip why="It says no."/></when></one-of>)";
    Rehearsal skipped(actions, {{opens(), says("", "<stream:error/>")}});
    EXPECT_EQ(skipped.verdict(), Verdict::Skip);
    EXPECT_EQ(skipped.outcome.reason(), "It says no.");
    EXPECT_EQ(skipped.judged("must"), "");
    Rehearsal met(actions, {{opens(), says("", kError)}});
    EXPECT_EQ(met.verdict(), Verdict::Pass);
}

TEST(Interpreter, anAssertMaySkipWhereItDoesNotHold) {
    const auto outcome = [](const std::string& typed) {
        return Rehearsal(kOpen + "<let name=\"typed\">" + typed +
                             R"(</let><assert that="typed" differs-from="a" skip="It is a."/>
                             <assert req="must" that="c.stream-id" present="yes"/>)",
                         {{opens()}})
            .outcome;
    };
    EXPECT_EQ(outcome("b").verdict, Verdict::Pass);
    EXPECT_EQ(outcome("a").verdict, Verdict::Skip);
    EXPECT_EQ(outcome("a").reason(), "It is a.");
}

TEST(Interpreter, aFeatureIsFoundByItsNamespaceWithOrWithoutItsName) {
    const auto verdict = [](const std::string& feature) {
        return Rehearsal(kOpen + "<need conn=\"c\" " + feature +
                             R"( else="skip"/><assert req="must" that="c.stream-id" present="yes"/>)",
                         {{opens("s1", "<session xmlns='urn:s'/>")}})
            .verdict();
    };
    EXPECT_EQ(verdict(R"(feature="urn:s")"), Verdict::Pass);
    EXPECT_EQ(verdict(R"(feature="urn:s" name="session")"), Verdict::Pass);
    EXPECT_EQ(verdict(R"(feature="urn:s" name="other")"), Verdict::Skip);
    EXPECT_EQ(verdict(R"(feature="urn:t")"), Verdict::Skip);
}

TEST(Interpreter, whatItSendsMustBeWellFormedUnlessMarked) {
    Rehearsal ours(
        kOpen +
            R"(<send conn="c"><![CDATA[<a></b>]]></send><assert req="must" that="c.stream-id" present="yes"/>)",
        {{opens()}});
    EXPECT_EQ(ours.verdict(), Verdict::Error);
    EXPECT_NE(ours.outcome.reason().find("not well-formed"), std::string::npos) << ours.outcome.reason();
    Rehearsal marked(
        kOpen +
            R"(<send conn="c" malformed="yes"><![CDATA[<a></b>]]></send><assert req="must" that="c.stream-id" present="yes"/>)",
        {{opens()}});
    EXPECT_EQ(marked.verdict(), Verdict::Pass);
}

TEST(Interpreter, aResetDuringSetUpBlocks) {
    Rehearsal r(kOpen + R"(<assert req="must" that="c.stream-id" present="yes"/>)",
                {{{"streams'>", {{octets::LinkEvent::Kind::Reset, "gone"}}, {}}}});
    EXPECT_EQ(r.verdict(), Verdict::Blocked);
    EXPECT_NE(r.outcome.reason().find("reset"), std::string::npos) << r.outcome.reason();
}

TEST(Interpreter, secretsAreReportedForMasking) {
    Rehearsal r(kOpen + R"(<plain name="p" account="alice"/>
      <send conn="c"><![CDATA[<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${p.message|base64}</auth>]]></send>
      <expect conn="c" req="must"><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/></expect>)",
                {{opens(), says("</auth>", "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")}});
    EXPECT_EQ(r.verdict(), Verdict::Pass);
    bool password = false;
    bool message = false;
    for (const auto& secret : r.outcome.secrets) {
        password |= secret.octets == "wonderland";
        message |= secret.octets == std::string("\0alice\0wonderland", 17);
    }
    EXPECT_TRUE(password);
    EXPECT_TRUE(message);
}

TEST(Interpreter, invariantsHoldOverEverythingReceived) {
    const std::string never = R"(<never id="no-comment" requirement="T/1/always" what="comment"/>)";
    const std::string actions = kOpen + R"(<assert req="must" that="c.stream-id" present="yes"/>)";
    Rehearsal clean(actions, {{opens()}}, never);
    EXPECT_EQ(clean.judged("always"), "pass");
    Rehearsal comment(actions, {{opens("s1", "<!-- hello -->")}}, never);
    EXPECT_EQ(comment.judged("always"), "fail");
    EXPECT_EQ(comment.verdict(), Verdict::Pass) << "it counts for the run";

    const std::string always = R"(<always id="form" requirement="T/1/always">
      <whenever><stream:error xmlns:stream="http://etherx.jabber.org/streams"/></whenever>
      <must><stream:error xmlns:stream="http://etherx.jabber.org/streams"><m:element ns="urn:ietf:params:xml:ns:xmpp-streams" named="host-unknown|reset" m:count="1"/></stream:error></must></always>)";
    const std::string afterwards = kOpen + R"(<expect conn="c" req="must">)" + kAnyError + "</expect>";
    Rehearsal one(afterwards, {{opens(), says("", kError)}}, always);
    EXPECT_EQ(one.judged("always"), "pass") << one.outcome.reason();
    Rehearsal none(afterwards, {{opens(), says("", "<stream:error/>")}}, always);
    EXPECT_EQ(none.judged("always"), "fail");

    const std::string header = R"(<always id="header" requirement="T/1/always">
      <whenever><stream:stream xmlns:stream="http://etherx.jabber.org/streams" id="?{}"/></whenever>
      <must><stream:stream xmlns:stream="http://etherx.jabber.org/streams" id="?{:.+}"/></must></always>)";
    Rehearsal named(actions, {{opens("s1")}}, header);
    EXPECT_EQ(named.judged("always"), "pass");
    Rehearsal nameless(actions, {{opens("")}}, header);
    EXPECT_EQ(nameless.judged("always"), "fail");

    const std::string once = R"(<answered-once id="once" requirement="T/1/always"/>)";
    Rehearsal twice(kAsk, {boundServer("<iq type='result' id='q'/><iq type='result' id='q'/>")}, once);
    EXPECT_EQ(twice.judged("always"), "fail");
    Rehearsal single(kAsk, {boundServer("<iq type='result' id='q'/>")}, once);
    EXPECT_EQ(single.judged("always"), "pass");
}

TEST(Interpreter, whatBreaksARuleOverAllTrafficIsNotCalledWrongForSomethingElse) {
    const auto rule = [](const std::string& requirement, const std::string& more = " spoils=\"yes\"") {
        return "<always id=\"form\" requirement=\"" + requirement + "\"" + more + R"(>
          <whenever><stream:error xmlns:stream="http://etherx.jabber.org/streams"/></whenever>
          <must><stream:error xmlns:stream="http://etherx.jabber.org/streams"><m:element ns="urn:ietf:params:xml:ns:xmpp-streams" named=".*"/></stream:error></must></always>)";
    };
    const std::vector<std::vector<Rule>> formless = {
        {opens(), says("", "<stream:error><reset/></stream:error>")}};
    const std::string one = kOpen + R"(<expect conn="c" req="must">)" + kExpectError + "</expect>";
    const std::string priced = kOpen + R"(<one-of conn="c" req="must">
        <when><expect>)" + kExpectError +
                               R"(</expect></when><when breaks="must"><expect>)" + kAnyError +
                               "</expect></when></one-of>";
    for (const std::string& actions : {one, priced}) {
        Rehearsal r(actions, formless, rule("T/1/always"));
        EXPECT_EQ(r.judged("always"), "fail");
        EXPECT_EQ(r.verdict(), Verdict::Blocked);
        EXPECT_EQ(r.outcome.blockedBy.id, "T/1/always");
        EXPECT_TRUE(
            r.outcome.reason().starts_with("not judged further, since it breaks T/1/always: <stream:error"))
            << r.outcome.reason();
        Rehearsal asked(actions, formless, rule("T/1/must"));
        EXPECT_EQ(asked.verdict(), Verdict::Fail) << "the vector asks for that very rule";
        Rehearsal mild(actions, formless, rule("T/1/always", ""));
        EXPECT_EQ(mild.verdict(), Verdict::Fail) << "what is broken beside the point hides nothing";
    }
    const std::string other =
        "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    Rehearsal instead(kOpen + R"(<expect conn="c" req="must"><a xmlns="urn:a"/></expect>)", formless,
                      rule("T/1/always"));
    EXPECT_EQ(instead.verdict(), Verdict::Fail) << "that it came at all is wrong, whatever its form";
    Rehearsal wrong(one, {{opens(), says("", other)}}, rule("T/1/always"));
    EXPECT_EQ(wrong.verdict(), Verdict::Fail) << "the form is right";
}

TEST(Interpreter, setUpThatRestsOnWhatTheVectorAsksForBreaksIt) {
    const std::string behind = R"(<assert req="must" that="c.stream-id" present="yes"/>)";
    Rehearsal awaited(kOpen + R"(<expect conn="c" rests="T/1/must"><a xmlns="urn:a"/></expect>)" + behind,
                      {{opens(), says("", kError)}});
    EXPECT_EQ(awaited.verdict(), Verdict::Fail) << awaited.outcome.reason();
    EXPECT_EQ(awaited.judged("must"), "fail");
    EXPECT_TRUE(awaited.outcome.checks.front().inSetUp);
    Rehearsal asked(kOpen + R"(<expect conn="c" req="must"><a xmlns="urn:a"/></expect>)",
                    {{opens(), says("", kError)}});
    EXPECT_FALSE(asked.outcome.checks.front().inSetUp);
    Rehearsal compared(kOpen + R"(<assert that="c.stream-id" equals="s2" rests="T/1/must"/>)" + behind,
                       {{opens()}});
    EXPECT_EQ(compared.verdict(), Verdict::Fail) << compared.outcome.reason();
}

TEST(Interpreter, saysByWhatRequirementTheServerOwesWhatDidNotCome) {
    const std::string owed = R"(<owed requirement="T/1/always"><a xmlns="urn:a" fit="yes"/></owed>
      <owed requirement="T/1/owed" attribute="id"><m xmlns="urn:m"/></owed>)";
    const std::string a = R"(<expect><a xmlns="urn:a"/></expect>)";
    const std::string b = R"(<expect><b xmlns="urn:b"/></expect>)";
    const std::string m = R"(<expect conn="c" req="must"><m xmlns="urn:m" id="1" of="x"/></expect>)";
    const std::string one = R"(<expect><m xmlns="urn:m" id="1"/></expect>)";
    const std::string named =
        R"(<expect><m:element xmlns:m="urn:xmppconf:match:1" ns="urn:m" named="m" id="1"/></expect>)";
    const std::string wantsA = R"(<expect conn="c" req="must" within="1s"><a xmlns="urn:a" x="1"/></expect>)";
    const auto alternatives = [&](const std::string& first, const std::string& second) {
        return R"(<one-of conn="c" req="must"><when>)" + first + "</when><when" + second + "</when></one-of>";
    };
    const struct {
        std::string actions, comes, owedBy;
    } rows[] = {
        {wantsA, "", "T/1/always"},
        {wantsA, "<a xmlns='urn:other'/>", "T/1/always"},  // of that name, and no such thing
        {wantsA, "<z xmlns='urn:z'/>", ""},                // something else instead
        {wantsA, "<a xmlns='urn:a' fit='yes'/>", ""},      // of that kind, and wrong
        {alternatives(a, ">" + b), "", ""},                // nothing owes the other
        {alternatives(a, " breaks=\"must\">" + b), "<b xmlns='urn:b'/>", ""},
        {alternatives(a, R"( breaks="must"><expect-end/></when><when breaks="must">)"
                         R"(<expect-nothing within="1s"/>)"),
         "", "T/1/always"},
        {m, "<m xmlns='urn:m' id='2' of='x'/>", "T/1/owed"},
        {m, "<m xmlns='urn:m' id='2' of='y'/>", ""},
        {m, "<z xmlns='urn:z'/>", ""},
        {alternatives(one, ">" + b), "<m xmlns='urn:m' id='2'/>", "T/1/owed"},  // the other is no such thing
        {alternatives(named, ">" + b), "<m xmlns='urn:m' id='2'/>", "T/1/owed"},
    };
    for (const auto& row : rows) {
        Rehearsal r(kOpen + row.actions, {{opens(), says("", row.comes)}}, owed);
        ASSERT_EQ(r.verdict(), Verdict::Fail) << row.actions << row.comes << r.outcome.reason();
        const auto& owedBy = r.outcome.checks.front().owedBy;
        EXPECT_EQ(owedBy.empty() ? "" : owedBy.front(), row.owedBy) << row.actions << row.comes;
    }
    const std::string asked = R"(<owed requirement="T/1/must"><a xmlns="urn:a"/></owed>)";
    Rehearsal r(kOpen + wantsA, {{opens(), says("", "<z xmlns='urn:z'/>")}}, asked);
    EXPECT_TRUE(r.outcome.checks.front().owedBy.empty()) << "the vector asks for that very requirement";
}

TEST(Interpreter, whoEndsTheStreamOwesAnError) {
    using Kind = octets::LinkEvent::Kind;
    const std::string owed = R"(<owed requirement="T/1/always"><a xmlns="urn:a"/></owed>)"
                             R"(<owed requirement="T/1/owed"><m:element named="error"/></owed>)";
    const std::string actions =
        kOpen + R"(<one-of conn="c" req="must" within="1s"><when><expect><a xmlns="urn:a"/>)" +
        "</expect></when><when><expect>" + kAnyError + "</expect></when></one-of>";
    const auto owedBy = [&](std::vector<octets::LinkEvent> events) {
        const Rehearsal r(actions, {{opens(), Rule{"", std::move(events), {}}}}, owed);
        EXPECT_EQ(r.outcome.verdict, Verdict::Fail) << r.outcome.reason();
        return r.outcome.checks.empty() ? std::vector<std::string>() : r.outcome.checks.front().owedBy;
    };
    EXPECT_EQ(owedBy({{Kind::Fin, ""}}), std::vector<std::string>{"T/1/owed"});
    EXPECT_EQ(owedBy({}), (std::vector<std::string>{"T/1/always", "T/1/owed"}));
}

TEST(Interpreter, saysWhatGuardsWhatCame) {
    const std::string guarded =
        R"(<guarded requirement="T/1/always" mechanism="P|Q"><s xmlns="urn:s"/></guarded>)";
    const auto owedBy = [&](const std::string& mechanism, const std::string& comes) {
        const std::string actions =
            kOpen + R"(<send conn="c"><![CDATA[<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism=")" +
            mechanism + R"("/>]]></send><one-of conn="c"><when><expect><f xmlns="urn:f"/></expect></when>)" +
            R"(<when breaks="must"><expect><m:element xmlns:m="urn:xmppconf:match:1" named="s|t"/></expect>)" +
            "</when></one-of>";
        const Rehearsal r(actions, {{opens(), says("", comes)}}, guarded);
        EXPECT_EQ(r.outcome.verdict, Verdict::Fail) << r.outcome.reason();
        return r.outcome.checks.empty() ? std::vector<std::string>() : r.outcome.checks.front().owedBy;
    };
    EXPECT_EQ(owedBy("Q", "<s xmlns='urn:s'/>"), std::vector<std::string>{"T/1/always"});
    EXPECT_TRUE(owedBy("X", "<s xmlns='urn:s'/>").empty()) << "by another mechanism";
    EXPECT_TRUE(owedBy("Q", "<t xmlns='urn:t'/>").empty()) << "something else came";
}

TEST(Interpreter, theEndBehindAnErrorIsARuleOverAllTraffic) {
    const auto ruleOf = [](const std::string& what) {
        return R"(<after-error id="end" requirement="T/1/always" what=")" + what + "\"/>";
    };
    const std::string ended = kOpen + R"(<expect conn="c" req="must">)" + kAnyError +
                              R"(</expect><expect-end conn="c" req="should" within="1s"/>)";
    using Kind = octets::LinkEvent::Kind;
    const auto server = [](const std::string& text, bool closes) {
        Rule says{"", {{Kind::Data, text}}, {}};
        if (closes) says.events.push_back({Kind::Fin, ""});
        return std::vector<std::vector<Rule>>{{opens(), says}};
    };
    const std::string tag = "</stream:stream>";
    const struct {
        const char* what;
        std::string text;
        bool closes;
        const char* rule;    ///< on the rule
        const char* should;  ///< on the vector's own question; empty: not judged
    } rows[] = {
        {"closing-tag", kError + tag, true, "pass", "pass"},
        {"closing-tag", kError, true, "fail", ""},
        {"closing-tag", kError + "<a xmlns='urn:a'/>", true, "fail", ""},
        {"closing-tag", kError + tag, false, "pass", "warn"},
        {"silence", kError + tag + "<a xmlns='urn:a'/>", true, "fail", ""},
        {"silence", kError, true, "", "warn"},
        {"end-of-connection", kError + tag, false, "fail", ""},
        {"end-of-connection", kError + tag, true, "pass", "pass"},
        {"end-of-connection", kError, true, "", "warn"},
    };
    for (const auto& row : rows) {
        Rehearsal r(ended, server(row.text, row.closes), ruleOf(row.what));
        EXPECT_EQ(r.judged("always"), row.rule) << row.what << ": " << row.text << ": " << r.outcome.reason();
        EXPECT_EQ(r.judged("should"), row.should)
            << row.what << ": " << row.text << ": " << r.outcome.reason();
    }
    Rehearsal plain(kOpen + R"(<expect-end conn="c" req="must"/>)",
                    {{opens(), Rule{"", {{Kind::Fin, ""}}, {}}}}, ruleOf("closing-tag"));
    EXPECT_EQ(plain.verdict(), Verdict::Fail) << "no error came before this end";
    EXPECT_EQ(plain.judged("always"), "");
}

TEST(Interpreter, streamIdsAreRulesOverTheRun) {
    constexpr int kStreams = 17;
    const auto judged = [&](const std::string& what, const std::function<std::string(int)>& id) {
        std::string actions;
        std::vector<std::vector<Rule>> servers;
        for (int i = 0; i < kStreams; ++i) {
            actions += fmt::format("<use fragment='open' conn='c{}'/>", i);
            servers.push_back({opens(id(i))});
        }
        actions += R"(<assert req="must" that="c0.stream-id" present="yes"/>)";
        const Rehearsal r(actions, servers,
                          fmt::format(R"(<never-in-run id="r" requirement="T/1/always" what="{}"/>)", what));
        EXPECT_EQ(r.verdict(), Verdict::Pass) << "such a rule counts for the run";
        return r.judged("always");
    };
    const auto random = [](int i) { return fmt::format("{}", 48271LL * i * i % 2147483647); };
    const auto counted = [](int i) { return fmt::format("s{}", i); };
    const auto twice = [](int i) { return fmt::format("{}", i % 4); };
    EXPECT_EQ(judged("repeated-stream-id", random), "pass");
    EXPECT_EQ(judged("repeated-stream-id", twice), "fail");
    EXPECT_EQ(judged("counted-stream-id", random), "pass");
    EXPECT_EQ(judged("counted-stream-id", counted), "fail");
}

TEST(Interpreter, streamIdsBeforeAndAfterARestart) {
    const std::string actions = kOpen + R"(<restart conn="c"/>
      <send conn="c"><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
      <expect-header conn="c"/><assert req="must" that="c.stream-id" differs-from="${c.previous-stream-id}"/>)";
    Rehearsal fresh(actions, {{opens("s1"), opens("s2")}});
    EXPECT_EQ(fresh.verdict(), Verdict::Pass) << fresh.outcome.reason();
    Rehearsal same(actions, {{opens("s1"), opens("s1")}});
    EXPECT_EQ(same.verdict(), Verdict::Fail);
}

TEST(Interpreter, whiteSpaceCountsInFrontOfElementsSinceTheLastWrite) {
    const std::string actions = kOpen + R"(<send conn="c"><![CDATA[<a xmlns='u'/>]]></send>
      <expect conn="c"><b xmlns="u"/></expect><assert req="must" that="c.white-space" equals="no"/>)";
    Rule spaced = opens();
    spaced.events.push_back({octets::LinkEvent::Kind::Data, "\n"});
    Rule cut = says("<a xmlns='u'/>", "<b xmlns='u'><!-- c -->");
    cut.events.push_back({octets::LinkEvent::Kind::Data, " </b>"});
    Rehearsal inside(actions, {{opens(), cut}});
    EXPECT_EQ(inside.verdict(), Verdict::Pass) << inside.outcome.reason();
    for (const auto& [open, answer, verdict] : {std::tuple{opens(), "<b xmlns='u'/>", Verdict::Pass},
                                                {opens(), "\n<b xmlns='u'/>", Verdict::Fail},
                                                {opens(), "<b xmlns='u'/>\n", Verdict::Pass},
                                                {opens(), "<b xmlns='u'><!-- c --> </b>", Verdict::Pass},
                                                {opens(), "<b xmlns='u'><?p?> </b>", Verdict::Pass},
                                                {opens(), "\n<b xmlns='u'><!-- c --></b>", Verdict::Fail},
                                                {spaced, "<b xmlns='u'/>", Verdict::Pass}}) {
        Rehearsal r(actions, {{open, says("<a xmlns='u'/>", answer)}});
        EXPECT_EQ(r.verdict(), verdict) << answer << ": " << r.outcome.reason();
    }
}

TEST(Interpreter, thePrefixOfAStanzaIsKept) {
    const std::string actions = kAsk + R"(<assert req="should" that="c.stanza-prefix" present="no"/>)";
    Rehearsal plain(actions, {boundServer("<iq type='result' id='q'/>")});
    EXPECT_EQ(plain.judged("should"), "pass") << plain.outcome.reason();
    Rehearsal prefixed(actions, {boundServer("<x:iq xmlns:x='jabber:client' type='result' id='q'/>")});
    EXPECT_EQ(prefixed.judged("must"), "pass");
    EXPECT_EQ(prefixed.judged("should"), "warn");
}

TEST(Interpreter, distinctNamesTheTwoThatAreAlike) {
    const std::string actions =
        R"(<use fragment="open" conn="a"/><use fragment="open" conn="b"/><use fragment="open" conn="c"/>
      <assert req="must" distinct="a.stream-id b.stream-id c.stream-id"/>)";
    Rehearsal different(actions, {{opens("1")}, {opens("2")}, {opens("3")}});
    EXPECT_EQ(different.verdict(), Verdict::Pass) << different.outcome.reason();
    Rehearsal alike(actions, {{opens("1")}, {opens("2")}, {opens("1")}});
    EXPECT_EQ(alike.verdict(), Verdict::Fail);
    EXPECT_NE(alike.outcome.reason().find("a.stream-id and c.stream-id are both '1'"), std::string::npos);
}

}  // namespace xmppconf::tests
