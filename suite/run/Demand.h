#pragma once

#include "harness/vector/Vector.h"
#include "suite/run/AccountPool.h"

namespace xmppconf::suite {

/// What a vector needs: its roles, and which of them show a client certificate anywhere in it.
Demand demandOf(const vector::Vector& vector);

}  // namespace xmppconf::suite
