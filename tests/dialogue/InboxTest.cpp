#include "Verdicts.h"

/// What comes unasked for keeps its order, and every action looks at it in the same way.

namespace xmppconf::tests {

using judge::Verdict;

namespace {

std::string message(const std::string& id) { return "<message id='" + id + "'><body>x</body></message>"; }

std::string expectMessage(const std::string& id, const std::string& req = R"( req="must")") {
    return R"(<expect conn="c")" + req + R"(><message xmlns="jabber:client" id=")" + id + R"("/></expect>)";
}

std::string allOf(const std::string& first, const std::string& second) {
    return R"(<all-of conn="c" req="must"><expect>)" + first + "</expect><expect>" + second +
           "</expect></all-of>";
}

const std::string kAnyMessage = R"(<message xmlns="jabber:client"/>)";
const std::string kM1 = R"(<message xmlns="jabber:client" id="m1"/>)";
const std::string kM2 = R"(<message xmlns="jabber:client" id="m2"/>)";
const std::string kTakesOrder = kBound + kRequest + kSetUpAnswer +
                                R"(<expect conn="c"><message xmlns="jabber:client" id="?{first}"/></expect>
    <expect conn="c"><message xmlns="jabber:client" id="?{second}"/></expect>
    <expect conn="c"><message xmlns="jabber:client" id="?{third}"/></expect>
    <assert req="must" that="second" equals="m2"/><assert req="must" that="third" equals="m3"/>)";

}  // namespace

TEST(Inbox, keepsTheOrderInWhichThingsCame) {
    const std::string three = message("m1") + message("m2") + message("m3");
    expectVerdicts({
        {kTakesOrder, bound("", three + kAnswer), Verdict::Pass},
        {kTakesOrder, bound("", message("m1") + message("m3") + message("m2") + kAnswer), Verdict::Fail,
         "second is 'm2'; it is 'm3'"},
        {kTakesOrder, bound("", message("m1") + message("m2") + kAnswer + message("m3")), Verdict::Pass},
    });
}

TEST(Inbox, isLookedAtByAllThatWaits) {
    const std::string before = kBound + kRequest + kSetUpAnswer;
    const std::string oneOf = R"(<one-of conn="c" req="must"><when><expect>)" + kM2 +
                              R"(</expect></when><when leaves="must"><expect-end/></when>
                              <when><expect-nothing within="1s"/></when></one-of>)";
    const std::string silence =
        R"(<expect-nothing conn="c" within="1s" req="must">)" + kM2 + "</expect-nothing>";
    const std::string nothing = R"(<expect-nothing conn="c" within="1s" req="must"/>)";
    const std::vector<Rule> both = bound("", message("m1") + message("m2") + kAnswer);
    expectVerdicts({
        {before + expectMessage("m2"), both, Verdict::Pass},
        {before + expectMessage("m2") + expectMessage("m1"), both, Verdict::Pass},
        {before + oneOf, both, Verdict::Pass},
        {before + oneOf + expectMessage("m2"), both, Verdict::Fail, "nothing came within 10 s"},
        {before + allOf(kM1, kM2), both, Verdict::Pass},
        {before + silence, both, Verdict::Fail},
        {before + nothing, both, Verdict::Pass},
        {before + R"(<expect-end conn="c" req="must"/>)" + expectMessage("m1"),
         {both[0], both[1], ends("</iq>", message("m1") + message("m2") + kAnswer + "</stream:stream>")},
         Verdict::Pass},
        // what has the very id that is asked for is the answer, also where it came early
        {before +
             R"(<expect conn="c" req="must"><message xmlns="jabber:client" id="m1" type="error"/></expect>)",
         both, Verdict::Fail, "'type'"},
    });
}

TEST(Inbox, allOfIsMetInEveryOrder) {
    const auto comes = [](const std::string& text) { return bound("", text); };
    const std::string asks = kBound + kRequest;
    expectVerdicts({
        {asks + allOf(kAnyMessage, kM1), comes(message("m1") + message("m2")), Verdict::Pass},
        {asks + allOf(kAnyMessage, kM1), comes(message("m2") + message("m1")), Verdict::Pass},
        {asks + allOf(kM1, kAnyMessage), comes(message("m1") + message("m2")), Verdict::Pass},
        {asks + allOf(kAnyMessage, kM1), comes(message("m2") + message("m3") + message("m1")), Verdict::Pass},
        {asks + allOf(kAnyMessage, kM1), comes(message("m2") + message("m3")), Verdict::Fail, "id='m1'"},
        {asks + allOf(kAnyMessage, kM1), comes(message("m1")), Verdict::Fail, "nothing came within 10 s"},
        {kBound + kRequest + kSetUpAnswer + allOf(kAnyMessage, kM1),
         comes(message("m1") + message("m2") + kAnswer), Verdict::Pass},
        {kBound + kRequest + kSetUpAnswer + allOf(kAnyMessage, kM1),
         comes(message("m1") + kAnswer + message("m2")), Verdict::Pass},
    });
}

TEST(Inbox, anElementThatAnswersNothingBlocksWhatWaitedBehindIt) {
    const std::string features =
        "<stream:features><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>";
    const std::string fence =
        R"(<expect-nothing conn="c" fence="yes" req="must">)" + kM1 + "</expect-nothing>";
    const std::string noFeatures =
        R"(<expect-nothing conn="c" within="1s" req="must"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect-nothing>)";
    const std::string error =
        R"(<expect conn="c" req="must"><stream:error xmlns:stream="http://etherx.jabber.org/streams"/></expect>)";
    const std::string told = "came, which answers nothing that was sent, where";
    const std::string open = R"(<use fragment="open" conn="c"/>)";
    const std::string auth =
        R"(<send conn="c"><![CDATA[<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='X'/>]]></send>)";
    const std::string success =
        R"(<expect conn="c" req="must"><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/></expect>)";
    expectVerdicts({
        // features behind binding say that the negotiation is over: once
        {kBound + kRequest + kExpectAnswer, bound(features, kAnswer), Verdict::Pass},
        {kBound + kRequest + kExpectAnswer, bound(features + features, kAnswer), Verdict::Blocked, told},
        {kBound + kRequest + kSetUpAnswer + kExpectAnswer, bound(features + features, kAnswer),
         Verdict::Blocked, told},
        {kBound + kRequest + kExpectAnswer, bound("<x xmlns='urn:x'/>", kAnswer), Verdict::Blocked, told},
        {kBound + kRequest + allOf(kM1, kM2), bound("", features + features), Verdict::Blocked, told},
        {kBound + R"(<expect-end conn="c" req="must"/>)", bound(features + features, ""), Verdict::Blocked,
         told},
        {kBound + fence, bound(features + features, ""), Verdict::Blocked, "stream:features"},
        {kBound + R"(<expect-nothing conn="c" within="1s" req="must">)" + kM1 + "</expect-nothing>",
         bound(features, ""), Verdict::Pass},
        // where the vector asks about it, it judges
        {kBound + noFeatures, bound(features, ""), Verdict::Fail},
        {kBound + error, bound(features + features, ""), Verdict::Blocked, told},
        {kBound + error, bound("<error xmlns='urn:x'/>", ""), Verdict::Fail},
        {kBound +
             R"(<expect conn="c" req="must"><stream:error xmlns:stream="http://etherx.jabber.org/streams"><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error></expect>)",
         bound("<conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>", ""), Verdict::Fail},
        // a stream error is about everything
        {kBound + kRequest + kExpectAnswer, bound("", "<stream:error/>"), Verdict::Fail},
        // what answers what was sent does so also where another answer is due
        {kBound + auth + error,
         {bound("", "")[0], bound("", "")[1],
          says("<auth", "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")},
         Verdict::Fail},
        // while the stream is negotiated everything that comes is an answer, but features that came already
        {open + auth + success,
         {opens(), says("<auth", "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")},
         Verdict::Fail},
        {open + auth + success, {opens(), says("<auth", "<success xmlns='urn:wrong'/>")}, Verdict::Fail},
        {open + auth + success, {opens(), says("<auth", "<message/>")}, Verdict::Fail},
        {open + auth + success, {opens(), says("<auth", features)}, Verdict::Blocked, told},
        {kBound + kRequest + kExpectAnswer,
         {opens(), says("</iq>",
                        "<iq type='result' id='other'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        "<jid>alice@example.org/r</jid></bind></iq>")},
         Verdict::Blocked,
         "'other' is not 'b'"},
    });
}

TEST(Inbox, silenceIsNotProvedByAnEnd) {
    const std::string fence =
        R"(<expect-nothing conn="c" fence="yes" req="must">)" + kM1 + "</expect-nothing>";
    const std::string quiet =
        R"(<expect-nothing conn="c" within="2s" req="must">)" + kM1 + "</expect-nothing>";
    const std::string nothing = R"(<expect-nothing conn="c" within="2s" req="must"/>)";
    const std::vector<Rule> setUp = {bound("", "")[0], bound("", "")[1]};
    const auto with = [&](const Rule& rule) { return std::vector<Rule>{setUp[0], setUp[1], rule}; };
    const std::string unknown = "so it is not known what would have come";
    expectVerdicts({
        {kBound + fence, with(ends("</iq>", "")), Verdict::Blocked, unknown},
        {kBound + fence, with(ends("</iq>", "</stream:stream>")), Verdict::Blocked, unknown},
        {kBound + fence, with(ends("</iq>", "<stream:error/></stream:stream>")), Verdict::Blocked, unknown},
        {kBound + fence, with(ends("</iq>", message("m1"))), Verdict::Fail},
        {kBound + quiet, with(ends("", "")), Verdict::Blocked, unknown},
        {kBound + quiet, setUp, Verdict::Pass},
        {kBound + nothing, with(ends("", "")), Verdict::Fail, "the server closed the connection"},
        {kBound + nothing, with(ends("", "</stream:stream>")), Verdict::Fail, "</stream:stream>"},
    });
}

}  // namespace xmppconf::tests
