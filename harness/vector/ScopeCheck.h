#pragma once

#include <string>
#include <vector>

#include "harness/vector/Action.h"
#include "harness/vector/BoundNames.h"
#include "harness/vector/Mistakes.h"

namespace xmppconf::vector {

/// Goes along a conversation: connections are opened before they are used, names bound before they are
/// inserted, and bound once. Of alternatives any may be taken, so a name bound in one of them may be bound
/// behind them.
class ScopeCheck {
  public:
    explicit ScopeCheck(Mistakes& mistakes) : mistakes_(mistakes), names_(mistakes) {}

    void check(const Actions& actions);
    /// Account roles named so far, in order of appearance.
    const std::vector<std::string>& roles() const { return names_.roles(); }

  private:
    void see(const Action& action);
    void seeBody(const Action& action);
    void see(const Template& text, const Place& place);
    void see(const Pattern& pattern);
    void see(const OneOf& oneOf);
    void see(const Choose& choose);
    /// What each branch may bind; none of them sees the names of another.
    template <class Branches>
    void seeBranches(const Branches& branches);
    void see(const SaslExchange& exchange, const Action& action);
    void needsConnection(const Action& action);

    Mistakes& mistakes_;
    BoundNames names_;
};

}  // namespace xmppconf::vector
