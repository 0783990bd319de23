// What one action costs: a conversation of many requests and answers with a server that answers at once and
// in memory, so that only the interpreter is at work.
//   InterpreterBench [REQUESTS]

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "../dialogue/ScriptedNetwork.h"
#include "harness/dialogue/Interpreter.h"
#include "harness/vector/Loader.h"

namespace {

using namespace xmppconf;

constexpr auto kCatalogue =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="B" title="Benchmark" link="https://b.example/{section}"><requirement id="B/1/answer" level="MUST">A request is answered.</requirement></specification>)";

std::string vectorOf(int requests) {
    std::string actions;
    for (int i = 0; i < requests; ++i) {
        actions += fmt::format(
            R"(<send conn="c"><![CDATA[<iq type='get' id='q{0}' to='${{domain}}'><ping xmlns='urn:xmpp:ping'/></iq>]]></send>
<expect conn="c" req="answer"><iq xmlns="jabber:client" type="result" id="q{0}" from="${{domain}}"/></expect>)",
            i);
    }
    return R"(<vectors xmlns="urn:xmppconf:vector:1" step="stanza"><vector id="stanza/many" title="Many requests">
<judges as="answer" requirement="B/1/answer"/><connect conn="c"/>
<send conn="c"><![CDATA[<stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
<expect-header conn="c"/>)" +
           actions + "</vector></vectors>";
}

}  // namespace

int main(int argc, char** argv) {
    const int requests = argc > 1 ? std::atoi(argv[1]) : 4000;
    auto loaded = vector::load({{"bench.xml", kCatalogue}, {"many.xml", vectorOf(requests)}});
    if (const auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        fmt::print(stderr, "{}\n", mistakes->front().toString());
        return 4;
    }
    const auto& corpus = std::get<vector::Corpus>(loaded);
    std::vector<tests::Rule> script = {
        tests::says("streams'>",
                    "<stream:stream id='1' from='example.org' version='1.0' xmlns='jabber:client' "
                    "xmlns:stream='http://etherx.jabber.org/streams'>")};
    for (int i = 0; i < requests; ++i) {
        script.push_back(
            tests::says("</iq>", fmt::format("<iq type='result' id='q{}' from='example.org'/>", i)));
    }
    octets::HeldClock clock;
    tests::ScriptedNetwork network(clock, {script});
    dialogue::RunContext context;
    context.endpoint = {"server.example", 5222};
    context.domain = "example.org";
    octets::SeededRandom random(1, "bench");
    dialogue::Interpreter interpreter(corpus, context, clock, network);
    const auto began = std::chrono::steady_clock::now();
    const auto outcome = interpreter.run(corpus.vectors.front(), {}, random);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
    if (outcome.verdict != judge::Verdict::Pass) {
        fmt::print(stderr, "{}\n", outcome.reason());
        return 1;
    }
    fmt::print("interpreter: {} actions, {:.2f} us each\n", 2 * requests, took.count() / (2 * requests));
    return 0;
}
