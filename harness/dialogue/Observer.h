#pragma once

#include <span>
#include <vector>

#include "harness/judge/Check.h"
#include "harness/octets/Clock.h"
#include "harness/sasl/Exchange.h"
#include "harness/vector/Action.h"

namespace xmppconf::dialogue {

/// Hears what happens in one conversation while it goes on, in the thread that holds it. Times count from the
/// conversation's beginning, as in its transcript.
class Observer {
  public:
    virtual ~Observer() = default;
    /// `uses`: of fragments, that lead to the action.
    virtual void actionStarted(const vector::Action& action, std::span<const vector::Place> uses,
                               octets::Duration at) = 0;
    /// Told as soon as the action is over that judged. The check holds secrets: all that are known by now.
    virtual void checked(const judge::Check& check, const std::vector<sasl::Secret>& secrets,
                         octets::Duration at) = 0;
};

}  // namespace xmppconf::dialogue
