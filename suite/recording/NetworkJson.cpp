#include "suite/recording/NetworkJson.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "suite/recording/OctetText.h"
#include "suite/recording/RecordedFields.h"

namespace xmppconf::suite {
namespace {

using nlohmann::json;
using octets::Recording;
using reports::JsonNode;

constexpr int kCallKinds = 5;
constexpr int kEventKinds = 9;
constexpr int kPeers = 4;

struct TextFact {
    const char* name;
    std::string octets::TlsFacts::*value;
};
constexpr std::array kTextFacts{TextFact{"version", &octets::TlsFacts::version},
                                TextFact{"cipher", &octets::TlsFacts::cipher},
                                TextFact{"alpn", &octets::TlsFacts::alpn},
                                TextFact{"subject", &octets::TlsFacts::subject},
                                TextFact{"issuer", &octets::TlsFacts::issuer},
                                TextFact{"not_after", &octets::TlsFacts::notAfter},
                                TextFact{"fingerprint", &octets::TlsFacts::fingerprint},
                                TextFact{"verify_error", &octets::TlsFacts::verifyError}};

struct Truth {
    const char* name;
    bool octets::TlsFacts::*value;
};
constexpr std::array kTruths{Truth{"for_domain", &octets::TlsFacts::forDomain},
                             Truth{"certificate_requested", &octets::TlsFacts::certificateRequested},
                             Truth{"verified", &octets::TlsFacts::verified}};

json tlsJson(const Recording::Tls& tls) {
    json facts;
    for (const TextFact& fact : kTextFacts) facts[fact.name] = textOfOctets(tls.facts.*fact.value);
    for (const Truth& fact : kTruths) facts[fact.name] = tls.facts.*fact.value;
    json bindings = json::array();
    for (const auto& [type, value] : tls.bindings)
        bindings.push_back({{"type", nameOf(type)}, {"value", textOfOctets(value)}});
    return {{"t_us", tls.at.count()}, {"facts", std::move(facts)}, {"bindings", std::move(bindings)}};
}

Recording::Tls tlsFrom(const JsonNode& node) {
    Recording::Tls tls;
    tls.at = durationAt(node, "t_us");
    const JsonNode facts = node.at("facts");
    for (const TextFact& fact : kTextFacts) tls.facts.*fact.value = octetsAt(facts, fact.name);
    for (const Truth& fact : kTruths) tls.facts.*fact.value = facts.at(fact.name).boolean();
    node.at("bindings").each([&](const JsonNode& each) {
        const auto type = octets::channelBindingNamed(each.at("type").text());
        if (!type) each.at("type").fail("is no channel binding");
        tls.bindings[*type] = octetsAt(each, "value");
    });
    return tls;
}

json connectionJson(const Recording::Connection& connection) {
    json calls = json::array();
    for (const Recording::Call& call : connection.calls)
        calls.push_back(
            {{"kind", nameOf(call.kind)}, {"t_us", call.at.count()}, {"octets", textOfOctets(call.octets)}});
    json arrivals = json::array();
    for (const Recording::Arrival& arrival : connection.arrivals)
        arrivals.push_back({{"kind", nameOf(arrival.event.kind)},
                            {"t_us", arrival.at.count()},
                            {"text", textOfOctets(arrival.event.text)},
                            {"peer", nameOf(arrival.event.peer)}});
    json flushes = json::array();
    for (const Recording::Flush& flush : connection.flushes)
        flushes.push_back({{"t_us", flush.at.count()}, {"flushed", flush.flushed}});
    return {{"endpoint", jsonOf(connection.endpoint)},
            {"t_us", connection.at.count()},
            {"calls", std::move(calls)},
            {"arrivals", std::move(arrivals)},
            {"flushes", std::move(flushes)},
            {"tls", connection.tls ? tlsJson(*connection.tls) : json()}};
}

/// Fails where it is before the one in front of it.
octets::Duration next(const JsonNode& node, octets::Duration last) {
    const octets::Duration at = durationAt(node, "t_us");
    if (at < last) node.at("t_us").fail("lies before what stands in front of it");
    return at;
}

Recording::Connection connectionFrom(const JsonNode& node) {
    Recording::Connection connection{endpointFrom(node.at("endpoint")), durationAt(node, "t_us")};
    octets::Duration last = connection.at;
    node.at("calls").each([&](const JsonNode& each) {
        last = next(each, last);
        connection.calls.push_back(
            {named<Recording::Call::Kind>(each.at("kind"), kCallKinds), last, octetsAt(each, "octets")});
    });
    last = connection.at;
    node.at("arrivals").each([&](const JsonNode& each) {
        last = next(each, last);
        connection.arrivals.push_back(
            {last,
             {named<octets::LinkEvent::Kind>(each.at("kind"), kEventKinds), octetsAt(each, "text"),
              named<octets::LinkEvent::Peer>(each.at("peer"), kPeers)}});
    });
    last = connection.at;
    node.at("flushes").each([&](const JsonNode& each) {
        last = next(each, last);
        connection.flushes.push_back({last, each.at("flushed").boolean()});
    });
    if (node.has("tls")) connection.tls = tlsFrom(node.at("tls"));
    return connection;
}

}  // namespace

json jsonOf(const octets::Endpoint& endpoint) { return {{"host", endpoint.host}, {"port", endpoint.port}}; }

octets::Endpoint endpointFrom(const JsonNode& node) {
    constexpr std::uint64_t kMost = std::numeric_limits<unsigned short>::max();
    return {node.at("host").text(), static_cast<unsigned short>(node.at("port").number(kMost))};
}

json jsonOf(const Recording& recording) {
    json connections = json::array();
    for (const Recording::Connection& each : recording.connections)
        connections.push_back(connectionJson(each));
    return connections;
}

Recording recordingFrom(const JsonNode& node) {
    Recording recording;
    node.each([&](const JsonNode& each) { recording.connections.push_back(connectionFrom(each)); });
    return recording;
}

}  // namespace xmppconf::suite
