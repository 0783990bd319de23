#include "suite/run/Approach.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "suite/options/Jid.h"
#include "suite/run/Health.h"

namespace xmppconf::suite {
namespace {

using dialogue::RunContext;
using dialogue::Security;

constexpr octets::Duration kPatienceWithGuess = std::chrono::seconds(3);
constexpr std::string_view kStartTls = "{urn:ietf:params:xml:ns:xmpp-tls}starttls";

std::string shown(const octets::Endpoint& endpoint) {
    return endpoint.host.find(':') == endpoint.host.npos
               ? fmt::format("{}:{}", endpoint.host, endpoint.port)
               : fmt::format("[{}]:{}", endpoint.host, endpoint.port);
}

bool offersStartTls(const dialogue::Outcome& outcome) {
    return std::find(outcome.features.begin(), outcome.features.end(), kStartTls) != outcome.features.end();
}

/// What came looks like a stream, however broken: that is for the vectors to judge.
bool speaksXmpp(const dialogue::Outcome& outcome) {
    std::string received;
    for (const dialogue::TranscriptEntry& entry : outcome.transcript)
        if (entry.kind == dialogue::TranscriptEntry::Kind::Received) received += entry.octets;
    return received.find('<') != received.npos &&
           (received.find("stream") != received.npos || received.find("jabber:") != received.npos);
}

Approach greet(const vector::Vector& greeting, RunContext& context, Security security,
               const ConverseIn& converse) {
    context.security = security;
    Approach result;
    result.security = security;
    result.greeting = converse(context, greeting);
    result.found = serves(result.greeting) || speaksXmpp(result.greeting);
    if (!result.found)
        result.reason = fmt::format(
            "nothing speaks XMPP{} at {}: {}", security == Security::Direct ? " in direct TLS" : "",
            shown(security == Security::Direct ? context.directEndpoint : context.endpoint),
            whatWentWrong(result.greeting));
    return result;
}

Approach plainly(TlsChoice choice, const vector::Vector& greeting, RunContext& context,
                 const ConverseIn& converse) {
    Approach result = greet(greeting, context, Security::None, converse);
    if (!result.found || choice == TlsChoice::None) return result;
    // What --tls asks for and the server does not offer is blocked, vector by vector.
    if (offersStartTls(result.greeting) || choice == TlsChoice::StartTls)
        result.security = Security::StartTls;
    return result;
}

}  // namespace

RunContext contextOf(const Options& options, const std::string& domain) {
    const Target& target = *options.target;
    RunContext context;
    context.domain = domain;
    context.timeout = options.timeout;
    context.loopback = isLoopback(target.host);
    context.endpoint = {target.host, target.port.value_or(kClientPort)};
    context.directEndpoint = {target.host, kDirectTlsPort};
    if (target.port && options.tls == TlsChoice::Direct) {
        context.directEndpoint.port = *target.port;
        context.endpoint.port = 0;  // on the usual port there may be another server
    } else if (target.port) {
        context.directEndpoint.port = 0;
    }
    if (options.directPort) context.directEndpoint.port = *options.directPort;
    context.tls.serverName = asciiDomain(domain);
    context.tls.caFile = options.caFile;
    context.tls.insecure = options.insecure;
    return context;
}

void dropGuessedDirectPort(const vector::Vector& greeting, RunContext& context, const ConverseIn& converse) {
    RunContext direct = context;
    direct.security = Security::Direct;
    direct.timeout = std::min(direct.timeout, kPatienceWithGuess);
    if (!serves(converse(direct, greeting))) context.directEndpoint.port = 0;
}

Approach approach(TlsChoice choice, const vector::Vector& greeting, RunContext& context,
                  const ConverseIn& converse) {
    Approach result;
    if (choice != TlsChoice::Direct) {
        result = plainly(choice, greeting, context, converse);
        if (result.found || choice != TlsChoice::Auto) {
            context.security = result.security;
            return result;
        }
    }
    const octets::Endpoint before = context.directEndpoint;
    if (context.directEndpoint.port == 0) context.directEndpoint = context.endpoint;
    Approach direct = greet(greeting, context, Security::Direct, converse);
    if (direct.found && context.directEndpoint.port == context.endpoint.port) context.endpoint.port = 0;
    if (direct.found || choice == TlsChoice::Direct) return direct;
    // The plain attempt tells more: most servers listen there.
    context.directEndpoint = before;
    context.security = Security::None;
    return result;
}

}  // namespace xmppconf::suite
