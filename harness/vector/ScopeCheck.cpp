#include "harness/vector/ScopeCheck.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/NameUse.h"

namespace xmppconf::vector {

namespace {

/// Calls the right one for what a body holds.
template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;  // clang 14 does not deduce it from the aggregate

bool asksConnection(const Need& need) { return need.run.empty(); }

bool asksConnection(const Choose& choose) {
    for (const auto& branch : choose.branches) {
        if (!branch.mechanism.empty() || !branch.featureNs.empty() || !branch.tls.empty()) return true;
    }
    return false;
}

}  // namespace

void ScopeCheck::check(const Actions& actions) {
    for (const auto& action : actions) see(action);
}

void ScopeCheck::see(const Action& action) {
    if (const auto* use = std::get_if<Use>(&action.body)) {
        if (!use->actions) return;
        const Mistakes::Detour detour(mistakes_, action.place, use->fragment);
        return check(*use->actions);
    }
    seeBody(action);
}

void ScopeCheck::needsConnection(const Action& action) {
    if (action.conn.empty() || names_.isConnected(action.conn)) return;
    mistakes_.at(action.place,
                 fmt::format("the connection '{}' is not open: no <connect> stands before this{}",
                             action.conn, didYouMean(action.conn, keysOf(names_.state().connections))));
    names_.merge({.connections = {action.conn}, .bound = {}, .exchanges = {}});  // said once is enough
}

void ScopeCheck::seeBody(const Action& action) {
    const auto& place = action.place;
    const auto connected = [&](bool asks = true) {
        if (asks) needsConnection(action);
    };
    std::visit(Overloaded{
                   [&](const Connect& body) {
                       names_.role(body.certificate);
                       names_.connect(action.conn, place);
                   },
                   [&](const StartTls& body) {
                       names_.role(body.certificate);
                       names_.role(body.selfSigned);
                       names_.role(body.unknownIssuer);
                       connected();
                   },
                   [&](const Send& body) {
                       connected();
                       for (const auto& part : body.parts) {
                           if (const auto* text = std::get_if<Template>(&part)) see(*text, place);
                       }
                   },
                   [&](const Expect& body) {
                       connected();
                       see(body.pattern);
                   },
                   [&](const ExpectHeader& body) {
                       connected();
                       for (const auto& attribute : body.attributes) see(*attribute.value, place);
                   },
                   [&](const ExpectNothing& body) {
                       connected();
                       if (body.pattern) see(*body.pattern);
                   },
                   [&](const OneOf& body) { see(body); },
                   [&](const AllOf& body) {
                       connected();
                       for (const auto& pattern : body.patterns) see(pattern);
                   },
                   [&](const Need& body) { connected(asksConnection(body)); },
                   [&](const Skip&) {},
                   [&](const Choose& body) {
                       connected(asksConnection(body));
                       for (const auto& branch : body.branches) names_.role(branch.account);
                       see(body);
                   },
                   [&](const Assert& body) {
                       for (const auto& name : body.names) names_.use(name, name, place);
                       see(body.than, place);
                   },
                   [&](const Let& body) {
                       see(body.value, place);
                       names_.bind(body.name, "name=", place);
                   },
                   [&](const SaslExchange& body) { see(body, action); },
                   [&](const auto&) { connected(); },
               },
               action.body);
}

void ScopeCheck::see(const SaslExchange& exchange, const Action& action) {
    names_.role(exchange.account);
    bool binding = false;
    for (const auto& [name, value] : exchange.attributes) {
        see(value, action.place);
        binding = binding || name == "binding";
    }
    if (binding) needsConnection(action);
    names_.exchange(exchange.name, *sasl::mechanismForm(exchange.action), action.place);
}

void ScopeCheck::see(const Template& text, const Place& place) {
    forEachName(text, place, [&](const NameUse& use) {
        if (use.isTake) {
            names_.bind(use.name, "?{" + use.name, use.place);
        } else {
            names_.use(use.name, "${" + use.name, use.place);
        }
    });
}

void ScopeCheck::see(const Pattern& pattern) {
    forEachName(pattern, [&](const NameUse& use) {
        if (use.isTake) {
            names_.bind(use.name, "?{" + use.name, use.place);
        } else {
            names_.use(use.name, "${" + use.name, use.place);
        }
    });
}

template <class Branches>
void ScopeCheck::seeBranches(const Branches& branches) {
    const std::size_t fork = names_.here();
    std::vector<BoundNames::State> ways;
    for (const auto& branch : branches) {
        check(*branch.actions);
        ways.push_back(names_.takeSince(fork));
    }
    // The last first: a name that several ways bind is said to be bound where that is nearest.
    std::for_each(ways.rbegin(), ways.rend(), [this](const auto& way) { names_.merge(way); });
}

void ScopeCheck::see(const OneOf& oneOf) { seeBranches(oneOf.alternatives); }

void ScopeCheck::see(const Choose& choose) { seeBranches(choose.branches); }

}  // namespace xmppconf::vector
