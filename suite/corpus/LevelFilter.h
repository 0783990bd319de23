#pragma once

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// Drops the checks of requirements below the level and comes to the verdict without them. What the
/// dropped checks kept from being judged makes the vector blocked, never passed.
void judgeFromLevel(dialogue::Outcome& outcome, const vector::Corpus& corpus, vector::Level level);

}  // namespace xmppconf::suite
