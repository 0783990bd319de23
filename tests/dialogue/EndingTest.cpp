#include "Verdicts.h"
#include "harness/sasl/Base64.h"

/// How conversations end: by the server, by us, by limits of ours, by broken TLS.

namespace xmppconf::tests {

using judge::Verdict;
using octets::LinkEvent;

namespace {

const std::string kOwnPrefix =
    R"(<connect conn="c"/><send conn="c"><![CDATA[<?xml version='1.0'?><s:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:s='http://etherx.jabber.org/streams'>]]></send>
    <expect-header conn="c"/>)";
const std::string kClose = R"(<close conn="c" req="must"/>)";

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST(Ending, whatExceedsALimitOfOursIsNobodysFault) {
    const std::string ours = "not judged: ";
    const std::string attributes = [] {
        std::string tag = "<message";
        for (int i = 0; i < 1100; ++i) tag += " a" + std::to_string(i) + "=''";
        return tag + "/>";
    }();
    const std::string large = "<message><body>" + std::string(400 * 1024, 'x') + "</body></message>";
    const std::string end = R"(<expect-end conn="c" req="must"/>)";
    const std::string any = R"(<expect-nothing conn="c" within="1s" req="must"/>)";
    expectVerdicts({
        {kBound + kRequest + kExpectAnswer, bound("", large), Verdict::Blocked,
         "not judged: element exceeds xmppconf's limit of 384 KiB"},
        {kBound + kRequest + kExpectAnswer, bound("", repeated("<a>", 300)), Verdict::Blocked, ours},
        {kBound + kRequest + kExpectAnswer, bound("", attributes), Verdict::Blocked, ours},
        {kBound + kRequest + end, bound("", large), Verdict::Blocked, ours},
        {kBound + kRequest + any, bound("", large), Verdict::Blocked, ours},
        {kBound + kRequest + kSetUpAnswer +
             R"(<close conn="c"/><assert req="must" that="c.end.first" equals="server"/>)",
         bound("", kAnswer + large), Verdict::Blocked, ours},
        {kBound + kRequest + kExpectAnswer,
         {bound("", "")[0], bound("", "")[1], ends("</iq>", large)},
         Verdict::Blocked,
         ours},
        {kBound + kRequest +
             R"(<expect conn="c" req="must"><iq xmlns="jabber:client" id="q"><x xmlns="u">?{:x+}</x></iq></expect>)",
         bound("", "<iq type='result' id='q'><x xmlns='u'>" + std::string(20 * 1024, 'x') + "</x></iq>"),
         Verdict::Blocked, "not judged: a text of 20480 octets exceeds xmppconf's limit"},
        {kBound + kRequest + kExpectAnswer,
         bound("", repeated("<x xmlns='u'>" + std::string(1024, 'x') + "</x>", 1)), Verdict::Blocked,
         "answers nothing"},
    });
}

TEST(Ending, aServerThatFallsOverIsToldFromOneThatRefuses) {
    const std::string anError =
        R"(<expect conn="c" req="must"><stream:error xmlns:stream="http://etherx.jabber.org/streams"/></expect>)";
    for (const auto& [condition, faltered] :
         {std::pair{"internal-server-error", true}, std::pair{"resource-constraint", true},
          std::pair{"policy-violation", false}}) {
        const std::string error = "<stream:error><" + std::string(condition) +
                                  " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
        const Rehearsal r(kBound + kRequest + anError, {bound("", error)});
        EXPECT_EQ(r.verdict(), Verdict::Pass) << condition << r.outcome.reason();
        EXPECT_EQ(r.outcome.faltered, faltered) << condition;
    }
}

TEST(Ending, whatHadComeBeforeWeSentAnswersNothing) {
    const std::string error =
        "<stream:error><internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    const std::string both = error + "</stream:stream>";
    const std::string streams = R"( xmlns:stream="http://etherx.jabber.org/streams")";
    const std::string sendError =
        R"(<send conn="c" malformed="yes"><![CDATA[<stream:error><undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>]]></send>)";
    const std::string ended = R"(<one-of conn="c" req="must"><when><expect-end/></when>
      <when><expect><stream:error)" +
                              streams + R"(/></expect><expect-end req="must"/></when></one-of>)";
    const std::string anError = R"(<expect conn="c" req="must"><stream:error)" + streams + "/></expect>";
    const std::string end = R"(<expect-end conn="c" req="must"/>)";
    const std::string asks = kBound + kRequest + kSetUpAnswer;
    const std::string refused =
        R"(<expect conn="c"><iq xmlns="jabber:client" type="error" id="q"/></expect>)";
    const std::string behind = "had come before we sent what was to be answered";
    expectVerdicts({
        // it lay behind an answer when we sent
        {kOpen + sendError + ended, {opens(), ends("</stream:error>", both)}, Verdict::Pass},
        {asks + sendError + ended, bound("", kAnswer + both), Verdict::Blocked, behind},
        {asks + sendError + end, bound("", kAnswer + "</stream:stream>"), Verdict::Blocked, behind},
        {asks + sendError + anError, bound("", kAnswer + both), Verdict::Blocked, behind},
        // what is no answer to it breaks it all the same
        {asks + sendError + kExpectAnswer, bound("", kAnswer + both), Verdict::Fail, "internal-server-error"},
        // behind a refusal it belongs to that
        {kBound + kRequest + refused + sendError + anError, bound("", "<iq type='error' id='q'/>" + both),
         Verdict::Pass},
        // nothing was sent behind the answer
        {asks + anError + end,
         {bound("", "")[0], bound("", "")[1], ends("</iq>", kAnswer + both)},
         Verdict::Pass},
        // two sends in a row: what came behind the first may answer it
        {kBound + kRequest + sendError + anError, bound("", error), Verdict::Pass},
        // the error is seen before we send: the end belongs to it
        {asks + anError + sendError + end,
         {bound("", "")[0], bound("", "")[1], ends("</iq>", kAnswer + both)},
         Verdict::Pass},
    });
}

TEST(Ending, noInvariantBlamesALimitOfOurs) {
    const std::string always = R"(<always id="form" requirement="T/1/always">
      <whenever><iq xmlns="jabber:client" id="q"/></whenever>
      <must><iq xmlns="jabber:client" id="q"><x xmlns="u">?{:x+}</x></iq></must></always>)";
    const Rehearsal r(
        kBound + kRequest + kExpectAnswer,
        {bound("", "<iq type='result' id='q'><x xmlns='u'>" + std::string(20 * 1024, 'x') + "</x></iq>")},
        always);
    EXPECT_EQ(r.judged("always"), "");
    EXPECT_EQ(r.verdict(), Verdict::Pass) << r.outcome.reason();
}

TEST(Ending, moreIterationsThanWeComputeAreNobodysFault) {
    const std::string scram = kOpen + R"(<scram name="k" hash="SHA-1" account="alice" nonce="abc"/>
      <send conn="c"><![CDATA[<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>${k.client-first|base64}</auth>]]></send>
      <expect conn="c" req="must"><challenge xmlns="urn:ietf:params:xml:ns:xmpp-sasl">?{k.server-first|base64}</challenge></expect>
      <send conn="c"><![CDATA[<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${k.client-final|base64}</response>]]></send>
      <expect conn="c" req="must"><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/></expect>)";
    const auto challenged = [](const std::string& message) {
        return std::vector{opens(), says("</auth>", "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" +
                                                        sasl::encodeBase64(message) + "</challenge>")};
    };
    expectVerdicts({
        {scram, challenged("r=abcx,s=QUJD,i=3000000"), Verdict::Blocked,
         "not judged: 3000000 iterations exceed xmppconf's limit of 2000000"},
        {scram, challenged("r=abcx,s=" + sasl::encodeBase64(std::string(100 * 1024, 's')) + ",i=1"),
         Verdict::Blocked, "exceeds xmppconf's limit of 1024"},
        {scram, challenged("r=abcx,s=QUJD,i=1"), Verdict::Fail, "nothing came"},
    });
}

TEST(Ending, weCloseWhatWeOpened) {
    const std::string header =
        "<?xml version='1.0'?><stream:stream id='1' from='example.org' version='1.0' "
        "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    const Rehearsal prefixed(kOwnPrefix + kClose,
                             {{says("streams'>", header), ends("</s:stream>", "</stream:stream>")}});
    EXPECT_EQ(prefixed.verdict(), Verdict::Pass) << prefixed.outcome.reason();
    EXPECT_NE(prefixed.wire.find("</s:stream>"), std::string::npos) << prefixed.wire;
    const Rehearsal answered(kOwnPrefix + R"(<expect-end conn="c" req="must"/>)",
                             {{says("streams'>", header + "</stream:stream>"), ends("</s:stream>", "")}});
    EXPECT_EQ(answered.verdict(), Verdict::Pass) << answered.outcome.reason();

    const std::string pipelined = kOpen + R"(
      <send conn="c"><![CDATA[<a xmlns='u'/>]]><new-stream/><![CDATA[<?xml version='1.0'?><s:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:s='http://etherx.jabber.org/streams'>]]></send>
      <expect conn="c"><b xmlns="u"/></expect><restart conn="c"/><expect-header conn="c"/>
      <send conn="c"><![CDATA[<message/>]]></send>)" +
                                  kClose;
    const Rehearsal second(pipelined, {{opens(), says("streams'>", "<b xmlns='u'/>" + header),
                                        ends("</s:stream>", "</stream:stream>")}});
    EXPECT_EQ(second.verdict(), Verdict::Pass) << second.outcome.reason();
    const Rehearsal unfinished(kOpen + R"(
      <send conn="c" malformed="yes"><![CDATA[<x><y/>]]></send><starttls conn="c"/>
      <send conn="c"><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
      <expect-header conn="c" req="must"/>)",
                               {{opens(), says("streams'>", header)}});
    EXPECT_EQ(unfinished.verdict(), Verdict::Pass) << unfinished.outcome.reason();

    const std::string notWellFormed =
        "<stream:error><not-well-formed "
        "xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    expectVerdicts({
        {kOpen + kClose, {opens(), ends("</stream:stream>", "</stream:stream>")}, Verdict::Pass},
        {kOpen + kClose,
         {opens(), ends("</stream:stream>", notWellFormed + "</stream:stream>")},
         Verdict::Fail,
         "not-well-formed"},
        {kOpen + R"(<close conn="c"/><assert req="must" that="c.stream-id" present="yes"/>)",
         {opens(), ends("</stream:stream>", notWellFormed + "</stream:stream>")},
         Verdict::Pass},
        {kOpen + R"(<send conn="c"><![CDATA[<message>]]></send>)" + kClose,
         {opens()},
         Verdict::Error,
         "not well-formed"},
        {kOpen + R"(<restart conn="c"/>)" + kClose, {opens()}, Verdict::Error, "no stream of ours is open"},
        {kOpen +
             R"(<restart conn="c"/><close conn="c"/><assert req="must" that="c.stream-id" present="yes"/>)",
         {opens()},
         Verdict::Pass},
    });
}

TEST(Ending, allOfAnEndTakesNoLongerThanItsTime) {
    const std::string end = kOpen + R"(<one-of conn="c" req="must" within="10s"><when><expect-end/></when>
        <when><expect><x xmlns="u"/></expect></when></one-of>)";
    Rule tag = says("", "</stream:stream>");
    tag.delay = std::chrono::seconds(9);
    const Rehearsal r(end, {{opens(), tag}});
    EXPECT_EQ(r.verdict(), Verdict::Fail);
    EXPECT_LT(r.outcome.duration, std::chrono::seconds(12)) << "and a second for the goodbye";
}

TEST(Ending, brokenTlsIsNoEndThatTheServerMade) {
    const std::string tls = kOpen + R"(<starttls conn="c"/>
      <send conn="c"><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>)";
    const std::string end = R"(<expect-end conn="c" req="must" tag="optional"/>)";
    const Rule broken{"streams'>", {{LinkEvent::Kind::TlsFailed, "TLS broke: bad record mac"}}, {}};
    const Rule alert{"streams'>",
                     {{LinkEvent::Kind::TlsAlert, "the server sent the alert \"access denied\""},
                      {LinkEvent::Kind::Fin, ""}},
                     {}};
    const std::string first = R"(<assert req="must" that="c.end.first" equals=")";
    expectVerdicts({
        {tls + end, {opens(), broken}, Verdict::Fail, "TLS broke: bad record mac; we reset the connection"},
        {tls + R"(<expect-header conn="c"/>)" + end, {opens(), broken}, Verdict::Blocked, "bad record mac"},
        {tls + R"(<close conn="c"/>)" + first + "client\"/>", {opens(), broken}, Verdict::Pass},
        {tls + end + first + "server\"/>", {opens(), alert}, Verdict::Pass},
        {tls + R"(<expect-header conn="c" req="must"/>)",
         {opens(), alert},
         Verdict::Fail,
         "the server closed the connection (the server sent the alert"},
    });
}

TEST(Ending, aServerThatDoesNotReadIsNotWaitedForInSilence) {
    const std::string cut = kOpen + R"(<send conn="c"><![CDATA[<a/>]]><split/><![CDATA[<b/>]]></send>
        <assert req="must" that="c.stream-id" present="yes"/>)";
    Rule open = opens();
    open.stopsReading = true;
    expectVerdicts({{cut, {opens()}, Verdict::Pass},
                    {cut, {open}, Verdict::Blocked, "the server did not read on for 10 s"}});
}

TEST(Ending, theTranscriptSaysSentOnlyOfWhatWasSent) {
    const auto sent = [](const Rehearsal& r) {
        std::string all;
        for (const auto& entry : r.outcome.transcript) {
            if (entry.kind == dialogue::TranscriptEntry::Kind::Sent) all += "[" + entry.octets + "]";
        }
        return all;
    };
    const std::string late = kOpen + R"(<expect-end conn="c"/><send conn="c"><![CDATA[<presence/>]]></send>
        <assert req="must" that="c.stream-id" present="yes"/>)";
    const Rehearsal gone(late, {{opens(), ends("", "</stream:stream>")}});
    EXPECT_EQ(gone.verdict(), Verdict::Pass) << gone.outcome.reason();
    EXPECT_EQ(sent(gone).find("presence"), std::string::npos) << sent(gone);
    EXPECT_EQ(gone.wire.find("presence"), std::string::npos);

    const std::string chunks = kOpen + R"(<send conn="c" chunk="3"><![CDATA[<a/><b/>]]></send>
        <assert req="must" that="c.stream-id" present="yes"/>)";
    EXPECT_NE(sent(Rehearsal(chunks, {{opens()}})).find("[<a/><b/>]"), std::string::npos) << "one entry";
    const std::string ill = kOpen + R"(<send conn="c"><![CDATA[<a></b>]]></send>
        <assert req="must" that="c.stream-id" present="yes"/>)";
    EXPECT_EQ(sent(Rehearsal(ill, {{opens()}})).find("</b>"), std::string::npos) << "refused by us";
}

}  // namespace xmppconf::tests
