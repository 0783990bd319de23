#include "Rehearsal.h"

#include <gtest/gtest.h>

#include "harness/judge/StreamIds.h"
#include "harness/vector/Loader.h"

namespace xmppconf::tests {

namespace {

constexpr auto kCatalogue =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="T" title="Test" link="https://t.example/#{section}">
  <requirement id="T/1/must" level="MUST">The server must.</requirement>
  <requirement id="T/1/should" level="SHOULD">The server should.</requirement>
  <requirement id="T/1/may" level="MAY">The server may.</requirement>
  <requirement id="T/1/always" level="MUST">The server always must.</requirement>
  <requirement id="T/1/owed" level="MUST">The server owes it.</requirement>
</specification>)";

constexpr auto kFaults =
    R"(<faults xmlns="urn:xmppconf:vector:1"><fault name="f">It fails.</fault></faults>)";

constexpr auto kFragments = R"(<fragments xmlns="urn:xmppconf:vector:1">
  <fragment name="open">
    <connect/>
    <send><![CDATA[<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
    <expect-header/>
    <expect><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
  </fragment>
  <fragment name="bound">
    <use fragment="open"/>
    <send><![CDATA[<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>]]></send>
    <expect><iq xmlns="jabber:client" type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>?{conn.jid}</jid></bind></iq></expect>
  </fragment>
</fragments>)";

std::string vectorOf(const std::string& actions) {
    std::string judges;
    for (const std::string as : {"must", "should", "may"}) {
        if (actions.find("\"" + as + "\"") != std::string::npos ||
            actions.find(as + " ") != std::string::npos) {
            judges += "<judges as=\"" + as + "\" requirement=\"T/1/" + as + "\"/>\n";
        }
    }
    return "<vectors xmlns=\"urn:xmppconf:vector:1\" xmlns:m=\"urn:xmppconf:match:1\" step=\"stream\">\n"
           "<vector id=\"stream/v\" title=\"t\">\n" +
           judges + "<catches fault=\"f\"/>\n" + actions + "\n</vector></vectors>";
}

}  // namespace

std::string header(const std::string& id) {
    return "<?xml version='1.0'?><stream:stream id='" + id +
           "' from='example.org' version='1.0' xml:lang='en' xmlns='jabber:client' "
           "xmlns:stream='http://etherx.jabber.org/streams'>";
}

Rule opens(const std::string& id, const std::string& features) {
    return says("etherx.jabber.org/streams'>",
                header(id) + "<stream:features>" + features + "</stream:features>");
}

Rehearsal::Rehearsal(const std::string& actions, std::vector<std::vector<Rule>> servers,
                     const std::string& invariants, dialogue::SetUps* setUps, dialogue::Observer* observer) {
    std::vector<vector::SourceFile> files = {{"catalogue.xml", kCatalogue},
                                             {"faults.xml", kFaults},
                                             {"fragments.xml", kFragments},
                                             {"v.xml", vectorOf(actions)}};
    if (!invariants.empty()) {
        files.push_back({"invariants.xml",
                         "<invariants xmlns=\"urn:xmppconf:vector:1\" xmlns:m=\"urn:xmppconf:match:1\">" +
                             invariants + "</invariants>"});
    }
    auto loaded = vector::load(files);
    if (auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        for (const auto& mistake : *mistakes) ADD_FAILURE() << mistake.toString();
        return;
    }
    corpus_ = std::get<vector::Corpus>(std::move(loaded));

    octets::HeldClock clock;
    ScriptedNetwork network(clock, std::move(servers));
    dialogue::RunContext context;
    context.endpoint = {"server.example", 5222};
    context.domain = "example.org";
    context.setUps = setUps;
    judge::StreamIds ids;
    context.streamIds = &ids;
    octets::SeededRandom random(1, "test");
    dialogue::Interpreter interpreter(corpus_, context, clock, network);
    outcome = interpreter.run(corpus_.vectors.front(),
                              {{"alice", {"alice", "example.org", "wonderland", "", ""}},
                               {"bob", {"bob", "example.org", "builder99", "", ""}}},
                              random, observer);
    wire = network.wire();
}

std::string Rehearsal::judged(const std::string& as) const {
    std::string verdict;
    for (const auto& check : outcome.checks) {
        if (check.requirement == "T/1/" + as) verdict = judge::nameOf(check.verdict);
    }
    return verdict;
}

}  // namespace xmppconf::tests
