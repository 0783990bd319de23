#include "tests/faulty/proof/Trial.h"

#include <algorithm>
#include <iterator>

#include "harness/dialogue/Interpreter.h"
#include "harness/judge/StreamIds.h"
#include "harness/octets/HeldClock.h"
#include "tests/faulty/network/MemoryNetwork.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

constexpr auto kDomain = "faulty.example";
constexpr unsigned kClientSeed = 1;
constexpr unsigned kServerSeed = 2;

std::string jidOf(const std::string& user) { return user + "@" + kDomain; }

ProtocolMaker streams(Server& server) {
    return [&server](Wire& wire) { return std::make_unique<Stream>(server, wire); };
}

// A run tells what invariants saw in findings of their own; here each conversation is a whole run.
dialogue::Outcome withInvariants(dialogue::Outcome outcome) {
    for (const judge::Check& check : outcome.checks) {
        if (!check.seenOnly() || check.verdict == judge::Verdict::Pass) continue;
        const judge::Verdict together = judge::worse(check.verdict, outcome.verdict);
        if (together != outcome.verdict) outcome.why = judge::broken(check);
        outcome.verdict = together;
    }
    return outcome;
}

}  // namespace

std::string Setting::name() const {
    return std::string(profile) + " over " + std::string(dialogue::nameOf(security));
}

const std::vector<Setting>& settings() {
    using dialogue::Security;
    static const std::vector<Setting> all = {{"plain", Security::None},
                                             {"starttls", Security::StartTls},
                                             {"mixed", Security::StartTls},
                                             {"plain", Security::Direct},
                                             {"anonymous", Security::None}};
    return all;
}

std::size_t numberOf(const Setting& setting) {
    return static_cast<std::size_t>(std::distance(settings().data(), &setting));
}

Trial::Trial(const vector::Corpus& corpus)
    : corpus_(corpus), identity_(std::string("DNS:") + kDomain, jidOf("juliet")) {
    const std::map<std::string, std::string> users = {
        {"juliet", "R0m30-alone"}, {"romeo", "My-Ju1i3t"}, {"nurse", "Angelic4-"}};
    roles_ = {{"alice", {"juliet", kDomain, users.at("juliet"), identity_.clientFile(), ""}},
              {"bob", {"romeo", kDomain, users.at("romeo"), "", ""}},
              {"carol", {"nurse", kDomain, users.at("nurse"), "", ""}}};
    for (const Setting& setting : settings()) {
        sites_.push_back({kDomain, users, *profileNamed(setting.profile)});
        dialogue::RunContext context;
        context.endpoint = {kDomain, MemoryNetwork::port};
        context.directEndpoint = {kDomain, MemoryNetwork::directPort};
        context.domain = kDomain;
        context.security = setting.security;
        context.tls.serverName = kDomain;
        context.tls.caFile = identity_.authorityFile();
        context.loopback = true;
        contexts_.push_back(context);
    }
}

dialogue::Outcome Trial::hold(const vector::Vector& vector, const Setting& setting,
                              const Conduct& conduct) const {
    return hold(vector, setting, conduct, streams);
}

dialogue::Outcome Trial::record(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                                Tape& tape) const {
    ProtocolMaker maker;
    return hold(vector, setting, conduct, [&](Server& server) {
        maker = streams(server);
        return tape.recording(maker, server.clock());
    });
}

bool Trial::follows(const Tape& tape, const vector::Vector& vector, const Setting& setting,
                    const Conduct& conduct) const {
    octets::HeldClock clock;
    octets::SeededRandom random(kServerSeed, vector.id);
    Server server(sites_[numberOf(setting)], conduct, clock, random);
    return tape.isFollowedBy(streams(server), clock);
}

dialogue::Outcome Trial::hold(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                              const ServerProtocol& protocol) const {
    return converse(vector, setting, conduct, protocol, roles_, nullptr);
}

dialogue::Outcome Trial::hold(const vector::Vector& vector, const Setting& setting, const Conduct& conduct,
                              const Roles& roles, const dialogue::Logins& logins) const {
    return converse(vector, setting, conduct, streams, roles, &logins);
}

std::vector<dialogue::Account> Trial::accounts() const {
    std::vector<dialogue::Account> all;
    for (const auto& [role, account] : roles_) all.push_back(account);
    return all;
}

dialogue::Outcome Trial::converse(const vector::Vector& vector, const Setting& setting,
                                  const Conduct& conduct, const ServerProtocol& protocol, const Roles& roles,
                                  const dialogue::Logins* logins) const {
    dialogue::RunContext context = contexts_[numberOf(setting)];
    context.logins = logins;
    judge::StreamIds ids;
    context.streamIds = &ids;
    octets::HeldClock clock;
    octets::SeededRandom serverRandom(kServerSeed, vector.id);
    octets::SeededRandom clientRandom(kClientSeed, vector.id);
    Server server(sites_[numberOf(setting)], conduct, clock, serverRandom);
    const ProtocolMaker maker = protocol(server);
    MemoryNetwork network(maker, &identity_, clock);
    dialogue::Interpreter interpreter(corpus_, context, clock, network);
    return withInvariants(interpreter.run(vector, roles, clientRandom));
}

}  // namespace xmppconf::faulty
