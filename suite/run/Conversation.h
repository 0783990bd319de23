#pragma once

#include <functional>

#include "harness/dialogue/Outcome.h"
#include "harness/octets/Clock.h"
#include "harness/vector/Vector.h"
#include "suite/run/AccountPool.h"

namespace xmppconf::suite {

/// Holds the conversation of one vector; what comes out holds no secret. The attempt's number enters its
/// random values (RFC 5802 section 5.1: no nonce twice). Used by one thread at a time.
using Converse = std::function<dialogue::Outcome(const vector::Vector&, const Roles&, int attempt)>;
/// One for each thread.
using ConverseMaker = std::function<Converse()>;

/// Waits so long; false when the run was interrupted meanwhile.
using Pause = std::function<bool(octets::Duration)>;

}  // namespace xmppconf::suite
