#include "harness/dialogue/Decider.h"

#include <fmt/format.h>

#include "harness/dialogue/Features.h"
#include "harness/dialogue/Logins.h"
#include "harness/judge/Comparison.h"
#include "harness/judge/Filters.h"

namespace xmppconf::dialogue {

namespace {

std::string wish(const vector::Need& need) {
    if (!need.mechanism.empty()) return fmt::format("the SASL mechanism {}", need.mechanism);
    if (!need.featureNs.empty()) {
        return fmt::format("the stream feature {}{{{}}}", need.featureName, need.featureNs);
    }
    if (need.tls == "certificate-requested") return "a server that asks clients for a certificate";
    if (!need.tls.empty()) return need.tls == "on" ? "TLS on the connection" : "a connection without TLS";
    if (need.run == "loopback") return "a target on loopback";
    return fmt::format("a run with security '{}'", need.run);
}

}  // namespace

bool Decider::tlsIs(const Connection& connection, const std::string& state) {
    const auto& tls = connection.facts().tls;
    if (state == "certificate-requested") return tls && tls->certificateRequested;
    return tls.has_value() == (state == "on");
}

bool Decider::logsIn(const Condition& condition) const {
    const Account* account = stage_.scope.account(condition.account);
    const Logins* logins = stage_.context.logins;
    if (!account || !logins || !logins->tried()) return condition.binding.empty();
    return logins->usable(account->jid(), condition.mechanism, condition.binding);
}

bool Decider::runIs(const std::string& fact) const {
    if (fact == "loopback") return stage_.context.loopback;
    return fact == nameOf(stage_.context.security);
}

bool Decider::holds(const std::string& conn, const Condition& condition) const {
    const Connection* connection = stage_.find(conn);
    const xml::Element* features = connection ? connection->facts().features.get() : nullptr;
    if (!condition.mechanism.empty() && !(features && offersMechanism(*features, condition.mechanism)))
        return false;
    if (!condition.featureNs.empty() &&
        !(features && offersFeature(*features, condition.featureNs, condition.featureName))) {
        return false;
    }
    if (!condition.account.empty() && !logsIn(condition)) return false;
    if (!condition.tls.empty() && !(connection && tlsIs(*connection, condition.tls))) return false;
    return condition.run.empty() || runIs(condition.run);
}

Flow Decider::need(const vector::Action& action, const vector::Need& need) {
    static const std::string any;
    const bool met =
        holds(action.conn, {need.mechanism, need.featureNs, need.featureName, need.tls, need.run, any, any});
    const std::string wanted = wish(need);
    if (met) return stage_.ledger.met(action, {wanted}, "it is there");

    const bool offer = !need.mechanism.empty() || !need.featureNs.empty();
    const std::string reason =
        !need.why.empty() ? need.why : (offer ? "the target does not offer " : "this needs ") + wanted;
    switch (need.otherwise) {
        case vector::Need::Else::Skip:
            return stage_.ledger.skip(reason);
        case vector::Need::Else::Block:
            return stage_.ledger.block(reason);
        case vector::Need::Else::Fail:
            return stage_.ledger.unmet(action, {wanted}, reason);
    }
    return Flow::Stop;
}

const vector::If* Decider::choose(const vector::Action& action, const vector::Choose& choose) const {
    for (const auto& branch : choose.branches) {
        if (branch.otherwise ||
            holds(action.conn, {branch.mechanism, branch.featureNs, branch.featureName, branch.tls,
                                branch.run, branch.account, branch.binding})) {
            return &branch;
        }
    }
    return nullptr;
}

Flow Decider::check(const vector::Action& action, const vector::Assert& assertion) {
    auto compared = judge::compare(assertion, stage_.scope);
    // the loader knows all names: what has no value now depends on what the server said before
    if (!compared) return stage_.ledger.block(compared.error());
    const auto& [holds, expected, actual] = compared.value();
    if (holds) return stage_.ledger.met(action, {expected}, actual);
    if (!assertion.skip.empty()) return stage_.ledger.skip(assertion.skip, SkippedFor::Run);
    stage_.ledger.unmet(action, {expected}, actual);
    // what was asserted is known by now and changes nothing in the conversation
    return action.req.empty() ? Flow::Stop : Flow::Continue;
}

Flow Decider::let(const vector::Let& let) {
    auto value = judge::expand(let.value, stage_.scope, judge::Escaping::None);
    if (!value) return stage_.ledger.block(value.error());
    stage_.scope.bind(let.name, value.value());
    return Flow::Continue;
}

Flow Decider::exchange(const vector::Action& action, const vector::SaslExchange& exchange) {
    sasl::Attributes attributes;
    for (const auto& [name, text] : exchange.attributes) {
        auto value = judge::expand(text, stage_.scope, judge::Escaping::None);
        if (!value) return stage_.ledger.block(value.error());
        attributes[name] = value.value();
    }
    sasl::Surroundings surroundings;
    surroundings.credentials.domain = stage_.context.domain;
    if (!exchange.account.empty()) {
        const Account* account = stage_.scope.account(exchange.account);
        if (!account)
            return stage_.ledger.error(fmt::format("no account was leased for '{}'", exchange.account));
        surroundings.credentials = {account->user, account->domain, account->password};
    }
    surroundings.random = &stage_.random;
    surroundings.channelBinding =
        [this, conn = action.conn](octets::ChannelBinding type) -> std::optional<std::string> {
        Connection* connection = stage_.find(conn);
        return connection ? connection->link().channelBinding(type) : std::nullopt;
    };
    surroundings.interrupted = [&network = stage_.network] { return network.interrupted(); };
    auto made = sasl::makeExchange(exchange.action, attributes, surroundings);
    // a binding that this TLS session does not have is a fact of the connection, not a fault of anyone
    if (!made) return stage_.ledger.skip(made.error());
    stage_.scope.addExchange(exchange.name, std::move(made).value());
    return Flow::Continue;
}

}  // namespace xmppconf::dialogue
