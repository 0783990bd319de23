#include <memory>
#include <utility>

#include "harness/dialogue/Interpreter.h"
#include "harness/octets/HeldClock.h"
#include "harness/vector/Loader.h"
#include "tests/fuzz/Input.h"

// A whole login, and what is awaited behind it, with a server that says the pieces of the input: one each
// time somebody waits. Whatever it says, the conversation comes to an end, and it is never our own error.

using namespace xmppconf;
using octets::LinkEvent;

namespace {

constexpr auto kCatalogue =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="F" title="Fuzzed" link="https://f.example/#{section}">
  <requirement id="F/1/must" level="MUST">The server must.</requirement>
  <requirement id="F/1/should" level="SHOULD">The server should.</requirement>
  <requirement id="F/1/answer" level="MUST">Every request gets one answer.</requirement>
  <requirement id="F/1/type" level="MUST">An error has a type.</requirement>
</specification>)";

constexpr auto kInvariants =
    R"(<invariants xmlns="urn:xmppconf:vector:1" xmlns:m="urn:xmppconf:match:1">
  <always id="error-has-type" requirement="F/1/type"><whenever><m:element named="error"/></whenever><must><m:element named="error" type="?{}"/></must></always>
  <answered-once id="answered" requirement="F/1/answer"/>
</invariants>)";

constexpr auto kVectors =
    R"(<vectors xmlns="urn:xmppconf:vector:1" xmlns:m="urn:xmppconf:match:1" step="stanza">
<vector id="stanza/fuzzed" title="A login, and all ways to wait">
  <judges as="must" requirement="F/1/must"/><judges as="should" requirement="F/1/should"/>
  <connect conn="c"/>
  <send conn="c"><![CDATA[<stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
  <expect-header conn="c"/>
  <expect conn="c"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
  <plain conn="c" name="p" account="alice"/>
  <send conn="c"><![CDATA[<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${p.message|base64}</auth>]]></send>
  <one-of conn="c" req="should">
    <when><expect><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl" m:content="closed"/></expect></when>
    <when breaks="should" note="with data"><expect><success xmlns="urn:ietf:params:xml:ns:xmpp-sasl">?{data|base64}</success></expect></when>
  </one-of>
  <restart conn="c"/>
  <send conn="c"><![CDATA[<stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>]]></send>
  <expect-header conn="c" id="?{id}"/>
  <expect conn="c"><stream:features xmlns:stream="http://etherx.jabber.org/streams"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></stream:features></expect>
  <send conn="c"><![CDATA[<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>]]></send>
  <expect conn="c"><iq xmlns="jabber:client" type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>?{c.jid}</jid></bind></iq></expect>
  <send conn="c"><![CDATA[<message to='${c.jid}' id='m'/><iq type='get' id='q'><query xmlns='u'/></iq>]]></send>
  <all-of conn="c" req="must"><expect><message xmlns="jabber:client" id="m"/></expect><expect><iq xmlns="jabber:client" id="q"/></expect></all-of>
  <expect-nothing conn="c" within="1s" req="must"><presence xmlns="jabber:client" type="unavailable"/></expect-nothing>
  <assert req="should" that="c.white-space" equals="no"/>
  <one-of conn="c" req="must">
    <when><expect><presence xmlns="jabber:client" from="${c.jid}"/></expect></when>
    <when leaves="must"><expect-end tag="optional"/></when>
    <when><expect-nothing within="2s"/></when>
  </one-of>
  <send conn="c"><![CDATA[</stream:stream>]]></send>
  <expect-end conn="c" req="must"/>
</vector></vectors>)";

/// Waits are what it is fed by.
class FuzzedLink final : public octets::Link {
  public:
    explicit FuzzedLink(fuzz::Input& input) : input_(input) {}

    void send(std::string_view) override {}
    std::optional<LinkEvent> take() override {
        if (!begun_) {
            begun_ = true;
            return LinkEvent{LinkEvent::Kind::Connected, ""};
        }
        return std::exchange(event_, std::nullopt);
    }
    void finish() override {}
    void reset() override { over_ = true; }
    bool flushed() const override { return true; }
    Interest interest() const override { return {}; }
    bool pending() const override { return !begun_ || event_.has_value(); }
    /// The next piece, unless it lets the time go by.
    void advance(short) override {
        using Kind = LinkEvent::Kind;
        if (over_ || event_) return;
        const bool last = input_.empty();
        const std::string_view piece = input_.piece();
        if (piece == "wait") return;
        over_ = last || piece == "fin" || piece == "reset";
        const Kind kind = piece == "reset"    ? Kind::Reset
                          : over_             ? Kind::Fin
                          : piece == "notify" ? Kind::CloseNotify
                          : piece == "alert"  ? Kind::TlsAlert
                                              : Kind::Data;
        event_ = LinkEvent{kind, std::string(piece)};
    }

  private:
    fuzz::Input& input_;
    bool begun_ = false;
    bool over_ = false;
    std::optional<LinkEvent> event_;
};

class FuzzedNetwork final : public octets::Network {
  public:
    FuzzedNetwork(fuzz::Input& input, octets::HeldClock& clock) : input_(input), clock_(clock) {}

    std::unique_ptr<octets::Link> connect(const octets::Endpoint&, octets::Instant) override {
        return std::make_unique<FuzzedLink>(input_);
    }
    Woken wait(std::span<octets::Waitable* const> all, octets::Instant deadline) override {
        fuzz::require(++waits_ < 100'000, "the conversation does not come to an end");
        for (octets::Waitable* each : all)
            if (!each->pending()) each->advance(0);
        const bool ready = std::any_of(all.begin(), all.end(), [](auto* each) { return each->pending(); });
        if (!ready) clock_.moveTo(deadline);
        return ready ? Woken::Ready : Woken::Deadline;
    }
    bool interrupted() const override { return false; }

  private:
    fuzz::Input& input_;
    octets::HeldClock& clock_;
    int waits_ = 0;
};

const vector::Corpus& corpus() {
    static const vector::Corpus loaded = [] {
        auto result = vector::load(
            {{"catalogue.xml", kCatalogue}, {"invariants.xml", kInvariants}, {"vectors.xml", kVectors}});
        if (const auto* mistakes = std::get_if<vector::Diagnostics>(&result))
            fuzz::fail(mistakes->front().toString());
        return std::get<vector::Corpus>(std::move(result));
    }();
    return loaded;
}

}  // namespace

XMPPCONF_FUZZER(Dialogue) {
    fuzz::Input input(data, size);
    octets::HeldClock clock;
    FuzzedNetwork network(input, clock);
    dialogue::RunContext context;
    context.endpoint = {"server.example", 5222};
    context.domain = "h";
    octets::SeededRandom random(1, "fuzz");
    dialogue::Interpreter interpreter(corpus(), context, clock, network);
    const auto outcome =
        interpreter.run(corpus().vectors.front(), {{"alice", {"a", "h", "wonderland", "", ""}}}, random);
    fuzz::require(outcome.verdict != judge::Verdict::Error,
                  "whatever the server does, it is not our own error");
    fuzz::require(outcome.verdict == judge::Verdict::Pass || !outcome.reason().empty(),
                  "a verdict without a reason");
    fuzz::require(outcome.transcript.size() < 3000, "the transcript grows without bound");
    return 0;
}
