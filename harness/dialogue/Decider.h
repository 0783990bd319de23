#pragma once

#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// The actions that say nothing on the wire: needs, choices, assertions, names and SASL exchanges.
class Decider {
  public:
    explicit Decider(Stage& stage) : stage_(stage) {}

    Flow need(const vector::Action& action, const vector::Need& need);
    Flow check(const vector::Action& action, const vector::Assert& assertion);
    Flow let(const vector::Let& let);
    Flow exchange(const vector::Action& action, const vector::SaslExchange& exchange);
    /// The branch to take, or null when none of the conditions holds.
    const vector::If* choose(const vector::Action& action, const vector::Choose& choose) const;

  private:
    struct Condition {
        const std::string& mechanism;
        const std::string& featureNs;
        const std::string& featureName;
        const std::string& tls;
        const std::string& run;
        const std::string& account;
        const std::string& binding;
    };
    bool holds(const std::string& conn, const Condition& condition) const;
    static bool tlsIs(const Connection& connection, const std::string& state);
    bool logsIn(const Condition& condition) const;
    bool runIs(const std::string& fact) const;

    Stage& stage_;
};

}  // namespace xmppconf::dialogue
