#pragma once

#include <vector>

#include "harness/vector/Action.h"
#include "harness/vector/Vector.h"

namespace xmppconf::vector {

/// The logins that the SASL exchanges of these actions are about: each pair once, in order of appearance. An
/// exchange without a role, EXTERNAL and ANONYMOUS are about none, and those inside an `if` with `account`
/// have been chosen because they work.
std::vector<Control> exchangesIn(const Actions& actions);

/// The controls of a conversation that takes a refusal for an answer: whoever is refused anyway, be it for a
/// wrong password, would pass it. Behind an exchange, and before its `<success/>` is awaited, stands a
/// judging action that may meet a SASL `<failure/>`, a stream error or the end of the stream. A control
/// inside an `if` with `account` has no mechanism: any login of the account will do.
std::vector<Control> controlsOf(const Actions& actions);

}  // namespace xmppconf::vector
