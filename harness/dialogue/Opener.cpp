#include "harness/dialogue/Opener.h"

#include <fmt/format.h>

namespace xmppconf::dialogue {

namespace {

constexpr octets::Duration kGoodbye = std::chrono::seconds(1);
constexpr int kMostUnasked = 10'000;

/// Why TLS does not stand.
judge::Came cameOf(const Connection& connection) {
    using Came = judge::Came::Kind;
    if (connection.failure().empty()) return {connection.live() ? Came::Nothing : Came::Ended};
    const bool untrusted = connection.inHandshake() == octets::LinkEvent::Peer::Untrusted;
    return {untrusted ? Came::Untrusted : Came::NoTls};
}

}  // namespace

Result<octets::TlsSettings> Opener::tlsSettings(const std::string& certificateRole) const {
    octets::TlsSettings settings = stage_.context.tls;
    if (!certificateRole.empty()) {
        const Account* account = stage_.scope.account(certificateRole);
        if (!account || account->certificateFile.empty()) {
            return Failure{fmt::format("the run has no client certificate for {}", certificateRole)};
        }
        settings.certificateFile = account->certificateFile;
        settings.keyFile = account->keyFile;
    }
    return settings;
}

Flow Opener::connect(const vector::Action& action, const vector::Connect& connect) {
    using Tls = vector::Connect::Tls;
    const bool direct = connect.tls == Tls::Direct ||
                        (connect.tls == Tls::AsRun && stage_.context.security == Security::Direct);
    const octets::Endpoint& endpoint = direct ? stage_.context.directEndpoint : stage_.context.endpoint;
    if (endpoint.port == 0) {
        return stage_.ledger.skip(
            direct ? "no port for direct TLS is known" : "no port without direct TLS is known",
            SkippedFor::Run);
    }
    auto settings = tlsSettings(connect.certificate);
    if (!settings) return stage_.ledger.skip(settings.error(), SkippedFor::Run);

    const octets::Instant deadline = stage_.deadline(action);
    Connection& connection = stage_.add(action.conn, stage_.network.connect(endpoint, deadline));
    const std::vector<std::string> expected = {
        fmt::format("a connection to {}:{}", endpoint.host, endpoint.port)};
    connection.absorb();
    while (!connection.connected() && connection.live() && !stage_.interrupted() &&
           stage_.clock.now() < deadline) {
        stage_.pump(deadline);
    }
    if (!connection.connected()) {
        if (action.req.empty() && !connection.failure().empty())
            return stage_.ledger.block({.kind = judge::Reason::Kind::SetUpFailed,
                                        .expected = expected,
                                        .actual = connection.failure(),
                                        .came = judge::Came::Kind::NoConnection},
                                       {Obstacle::Kind::Outage, connection.failure()});
        const bool silent = connection.failure().empty();
        return stage_.ledger.unmet(
            action, expected, silent ? stage_.silence(action) : connection.failure(),
            {{}, {}, {silent ? judge::Came::Kind::Nothing : judge::Came::Kind::NoConnection}});
    }
    if (!direct) return stage_.ledger.met(action, expected, "connected");
    settings.value().alpn = "xmpp-client";
    connection.startTls(stage_.network, settings.value());
    return handshake(action, connection, deadline);
}

Flow Opener::startTls(const vector::Action& action, const vector::StartTls& startTls) {
    auto settings = tlsSettings(startTls.certificate);
    if (!settings) return stage_.ledger.skip(settings.error(), SkippedFor::Run);
    const std::string& named = startTls.selfSigned.empty() ? startTls.unknownIssuer : startTls.selfSigned;
    if (!named.empty()) {
        const Account* account = stage_.scope.account(named);
        if (!account) return stage_.ledger.error(fmt::format("no account was leased for '{}'", named));
        (startTls.selfSigned.empty() ? settings.value().unknownIssuerFor : settings.value().selfSignedFor) =
            fmt::format("{}@{}", account->user, account->domain);
    }
    if (!startTls.highestVersion.empty()) settings.value().highestVersion = startTls.highestVersion;
    settings.value().namesServer = startTls.namesServer;
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    connection->startTls(stage_.network, settings.value());
    const octets::Instant deadline = stage_.deadline(action);
    if (!startTls.failureAccepted) return handshake(action, *connection, deadline);
    return handshakeOrFailure(action, *connection, deadline);
}

Flow Opener::handshakeOrFailure(const vector::Action& action, Connection& connection,
                                octets::Instant deadline) {
    using Peer = octets::LinkEvent::Peer;
    const std::vector<std::string> expected = {"a TLS handshake, or its failure"};
    awaitHandshake(connection, deadline);
    if (connection.tlsEstablished()) return Flow::Continue;  // what follows judges
    const std::string& failure = connection.failure();
    if (connection.inHandshake() == Peer::SpokeNoTls) {
        vector::Action other = action;
        if (!action.rests.empty()) other.req.clear();  // it is no answer to what the action judges
        return stage_.ledger.unmet(other, expected, failure, {{}, {}, cameOf(connection)});
    }
    const bool ended = failure.empty() && !connection.live();
    if (connection.inHandshake() == Peer::RefusedTls || ended) {
        stage_.ledger.met(action, expected, ended ? "the connection ended" : failure);
        return Flow::Stop;
    }
    return stage_.ledger.block({.kind = judge::Reason::Kind::Undecided,
                                .expected = expected,
                                .actual = failure.empty() ? stage_.silence(action) : failure,
                                .came = cameOf(connection).kind});
}

void Opener::awaitHandshake(Connection& connection, octets::Instant deadline) {
    while (!connection.tlsEstablished() && connection.failure().empty() && connection.live() &&
           !stage_.interrupted() && stage_.clock.now() < deadline) {
        stage_.pump(deadline);
    }
}

Flow Opener::handshake(const vector::Action& action, Connection& connection, octets::Instant deadline) {
    const std::vector<std::string> expected = {"a TLS handshake"};
    awaitHandshake(connection, deadline);
    if (connection.tlsEstablished())
        return stage_.ledger.met(action, expected, connection.facts().tls->version);
    const std::string actual = !connection.failure().empty() ? connection.failure()
                               : !connection.live()          ? "the connection ended during the handshake"
                                                             : stage_.silence(action);
    return stage_.ledger.unmet(action, expected, actual, {{}, {}, cameOf(connection)});
}

Flow Opener::drop(const vector::Action& action, const vector::Drop& drop) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    stage_.recorder.event(action.conn, drop.reset ? "we reset the connection" : "we close the connection");
    if (drop.reset) {
        connection->reset();
    } else {
        connection->finish();
    }
    return Flow::Continue;
}

void Opener::leave() {
    const octets::Instant deadline = stage_.clock.now() + kGoodbye;
    bool waiting = false;
    for (const auto& [name, connection] : stage_.connections()) {
        if (!connection->live() || !connection->connected()) continue;
        if (connection->facts().bound()) {    // the session must be gone before the account is used again
            (void)connection->closeStream();  // in the middle of an element there is no goodbye
            waiting = true;
        }
        connection->finish();
    }
    while (waiting && !stage_.interrupted() && stage_.clock.now() < deadline) {
        waiting = false;
        for (const auto& [name, connection] : stage_.connections())
            waiting |= connection->facts().bound() && connection->live();
        if (waiting) stage_.pump(deadline);
    }
    // what was received and never asked for is still held against the invariants
    for (const auto& [name, connection] : stage_.connections()) {
        for (int looked = 0; looked < kMostUnasked; ++looked) {
            const stream::Item* incoming = connection->peek();
            if (!incoming || incoming->kind == stream::Item::Kind::Ended ||
                incoming->kind == stream::Item::Kind::HungUp ||
                incoming->kind == stream::Item::Kind::Unreadable)
                break;
            connection->takeUnread();
        }
    }
}

}  // namespace xmppconf::dialogue
