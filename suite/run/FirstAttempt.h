#pragma once

#include <string_view>

#include "harness/dialogue/Outcome.h"

namespace xmppconf::suite {

/// Adds to the reason that the vector was run before, and what that came to: what was repeated is never so
/// silently. `circumstances`, of both attempts: "alone, after a first attempt among others".
void noteFirstAttempt(dialogue::Outcome& outcome, std::string_view circumstances,
                      const dialogue::Outcome& first);

}  // namespace xmppconf::suite
