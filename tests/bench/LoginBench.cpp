// A full SCRAM-SHA-1 login through the interpreter against a hand-written loop that sends the same octets to
// the same server, in pairs, so that both meet the same conditions.
//   LoginBench HOST PORT DOMAIN USER PASSWORD-FILE [PAIRS]

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "HandWrittenLogin.h"
#include "harness/dialogue/Interpreter.h"
#include "harness/octets/Interrupt.h"
#include "harness/octets/PollNetwork.h"
#include "harness/vector/Loader.h"

namespace {

using namespace xmppconf;

constexpr auto kFiles =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="B" title="Benchmark" link="https://b.example/{section}"><requirement id="B/1/login" level="MUST">A login succeeds.</requirement></specification>)";

constexpr auto kLogin = R"(<vectors xmlns="urn:xmppconf:vector:1" xmlns:m="urn:xmppconf:match:1" step="sasl">
  <vector id="sasl/login" title="A login">
    <judges as="login" requirement="B/1/login"/>
    <connect conn="c"/>
    <send conn="c"><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
    <expect-header conn="c"/>
    <expect conn="c"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
    <scram conn="c" name="k" hash="SHA-1" account="alice" nonce="fyko+d2lbbFgONRv9qkxdawL"/>
    <send conn="c"><![CDATA[<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>${k.client-first|base64}</auth>]]></send>
    <expect conn="c"><challenge xmlns="urn:ietf:params:xml:ns:xmpp-sasl">?{k.server-first|base64}</challenge></expect>
    <send conn="c"><![CDATA[<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${k.client-final|base64}</response>]]></send>
    <expect conn="c"><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl">?{k.server-final|base64}</success></expect>
    <restart conn="c"/>
    <send conn="c"><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
    <expect-header conn="c"/>
    <expect conn="c"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
    <send conn="c"><![CDATA[<iq id='bind-1' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'></bind></iq>]]></send>
    <expect conn="c"><iq xmlns="jabber:client" type="result" id="bind-1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>?{c.jid}</jid></bind></iq></expect>
    <close conn="c" req="login"/>
  </vector>
</vectors>)";

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        fmt::print(stderr, "usage: LoginBench HOST PORT DOMAIN USER PASSWORD-FILE [PAIRS]\n");
        return 2;
    }
    bench::LoginTarget target{argv[1], std::atoi(argv[2]), argv[3], argv[4], ""};
    std::getline(std::ifstream(argv[5]), target.password);
    const int pairs = argc > 6 ? std::atoi(argv[6]) : 50;

    auto loaded = vector::load({{"bench.xml", kFiles}, {"login.xml", kLogin}});
    if (const auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        fmt::print(stderr, "{}\n", mistakes->front().toString());
        return 4;
    }
    const auto& corpus = std::get<vector::Corpus>(loaded);
    dialogue::RunContext context;
    context.endpoint = {target.host, static_cast<unsigned short>(target.port)};
    context.domain = target.domain;
    octets::SystemClock clock;
    octets::Interrupt interrupt;
    octets::PollNetwork network(clock, interrupt);
    dialogue::Interpreter interpreter(corpus, context, clock, network);

    std::vector<double> byHand;
    std::vector<double> interpreted;
    for (int i = 0; i < pairs; ++i) {
        const double seconds = bench::handWrittenLogin(target);
        if (seconds < 0) {
            fmt::print(stderr, "the hand-written login failed\n");
            return 1;
        }
        byHand.push_back(seconds);
        octets::SeededRandom random(static_cast<unsigned>(i), "bench");
        const auto outcome =
            interpreter.run(corpus.vectors.front(),
                            {{"alice", {target.user, target.domain, target.password, "", ""}}}, random);
        if (outcome.verdict != judge::Verdict::Pass) {
            fmt::print(stderr, "the interpreted login failed: {}\n", outcome.reason());
            return 1;
        }
        // up to the server's closing tag, as by hand: what follows waits for the end of the connection
        octets::Duration end{};
        for (const auto& entry : outcome.transcript) {
            if (entry.kind == dialogue::TranscriptEntry::Kind::Received &&
                entry.octets.find("</stream:stream>") != std::string::npos)
                end = entry.at;
        }
        interpreted.push_back(std::chrono::duration<double>(end).count());
    }
    const double hand = median(byHand) * 1000;
    const double interpreter_ = median(interpreted) * 1000;
    fmt::print(
        "login SCRAM-SHA-1, median of {} pairs: by hand {:.2f} ms, interpreter {:.2f} ms, ratio {:.3f}\n",
        pairs, hand, interpreter_, interpreter_ / hand);
    return 0;
}
