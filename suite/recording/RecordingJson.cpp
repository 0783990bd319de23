#include "suite/recording/RecordingJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "suite/recording/NetworkJson.h"
#include "suite/recording/OctetText.h"
#include "suite/recording/RecordedFields.h"

namespace xmppconf::suite {
namespace {

using nlohmann::json;
using reports::JsonNode;

constexpr int kSecurities = 3;
constexpr int kLoginResults = 4;

json loginJson(const dialogue::Login& login) {
    return {{"jid", login.jid},
            {"mechanism", textOfOctets(login.mechanism)},
            {"binding", login.binding},
            {"result", nameOf(login.result)},
            {"said", textOfOctets(login.said)}};
}

dialogue::Login loginFrom(const JsonNode& node) {
    return {node.at("jid").text(), octetsAt(node, "mechanism"), node.at("binding").text(),
            named<dialogue::Login::Result>(node.at("result"), kLoginResults), octetsAt(node, "said")};
}

json checkJson(const judge::Check& check) {
    json expected = json::array();
    for (const std::string& each : check.expected) expected.push_back(textOfOctets(each));
    json way = json::array();
    for (const vector::Place& place : check.way()) way.push_back(shown(place));
    return {{"requirement", check.requirement},
            {"verdict", nameOf(check.verdict)},
            {"way", std::move(way)},
            {"expected", std::move(expected)},
            {"actual", textOfOctets(check.actual)},
            {"invariant", check.invariant},
            {"mayBeLoad", check.mayBeLoad},
            {"owedBy", check.owedBy},
            {"inSetUp", check.inSetUp}};
}

/// An object of texts, as an array of pairs: its keys are octets like its values.
json textsJson(const std::map<std::string, std::string>& texts) {
    json pairs = json::array();
    for (const auto& [key, value] : texts)
        pairs.push_back({{"key", textOfOctets(key)}, {"value", textOfOctets(value)}});
    return pairs;
}

std::map<std::string, std::string> textsFrom(const JsonNode& node) {
    std::map<std::string, std::string> texts;
    node.each([&](const JsonNode& pair) { texts[octetsAt(pair, "key")] = octetsAt(pair, "value"); });
    return texts;
}

}  // namespace

std::string judgedText(const dialogue::Outcome& outcome, const vector::Corpus& corpus) {
    const auto dependsOnOthers = [&](const judge::Check& check) {
        return std::any_of(corpus.invariants.begin(), corpus.invariants.end(),
                           [&](const vector::Invariant& invariant) {
                               return invariant.id == check.invariant &&
                                      invariant.kind == vector::Invariant::Kind::NeverInRun;
                           });
    };
    json checks = json::array();
    for (const judge::Check& check : outcome.checks)
        if (!dependsOnOthers(check)) checks.push_back(checkJson(check));
    return json{{"verdict", nameOf(outcome.verdict)},
                {"reason", textOfOctets(outcome.reason())},
                {"checks", std::move(checks)}}
        .dump();
}

json jsonOf(const RecordedContext& context) {
    json logins;
    if (context.logins) {
        logins = json::array();
        for (const dialogue::Login& login : *context.logins) logins.push_back(loginJson(login));
    }
    return {{"endpoint", jsonOf(context.endpoint)},
            {"direct_endpoint", jsonOf(context.directEndpoint)},
            {"domain", context.domain},
            {"security", nameOf(context.security)},
            {"timeout_us", context.timeout.count()},
            {"loopback", context.loopback},
            {"logins", std::move(logins)}};
}

RecordedContext contextFrom(const JsonNode& node) {
    RecordedContext context;
    context.endpoint = endpointFrom(node.at("endpoint"));
    context.directEndpoint = endpointFrom(node.at("direct_endpoint"));
    context.domain = node.at("domain").text();
    context.security = named<dialogue::Security>(node.at("security"), kSecurities);
    context.timeout = durationAt(node, "timeout_us");
    context.loopback = node.at("loopback").boolean();
    if (node.has("logins")) {
        context.logins.emplace();
        node.at("logins").each([&](const JsonNode& each) { context.logins->push_back(loginFrom(each)); });
    }
    return context;
}

json jsonOf(const RecordedConversation& conversation) {
    json strangers = json::array();
    for (const std::string& jid : conversation.strangers) strangers.push_back(textOfOctets(jid));
    return {{"vector", conversation.vector},
            {"attempt", conversation.attempt},
            {"seed", conversation.seed},
            {"random", conversation.randomName},
            {"asks_anew", conversation.asksAnew},
            {"accounts", textsJson(conversation.accounts)},
            {"given_up", textsJson(conversation.givenUp)},
            {"strangers", std::move(strangers)},
            {"network", jsonOf(conversation.network)},
            {"judged", textOfOctets(conversation.judged)}};
}

RecordedConversation conversationFrom(const JsonNode& node) {
    RecordedConversation conversation;
    conversation.vector = node.at("vector").text();
    conversation.attempt = static_cast<int>(node.at("attempt").number(std::numeric_limits<int>::max()));
    conversation.seed = node.at("seed").number(std::numeric_limits<std::uint64_t>::max());
    conversation.randomName = node.at("random").text();
    conversation.asksAnew = node.at("asks_anew").boolean();
    conversation.accounts = textsFrom(node.at("accounts"));
    conversation.givenUp = textsFrom(node.at("given_up"));
    node.at("strangers").each([&](const JsonNode& each) { conversation.strangers.insert(octetsFrom(each)); });
    conversation.network = recordingFrom(node.at("network"));
    conversation.judged = octetsAt(node, "judged");
    return conversation;
}

}  // namespace xmppconf::suite
