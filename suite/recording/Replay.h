#pragma once

#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/dialogue/Account.h"
#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"
#include "suite/recording/RecordedConversation.h"

namespace xmppconf::suite {

struct Replayed {
    dialogue::Outcome outcome;
    /// What the conversation did otherwise than the recorded one, or came to, as a sentence; empty: nothing.
    std::string difference;
};

/// Holds a recorded conversation again, without a network. Fails with a sentence where the corpus lacks the
/// vector or the accounts lack one of its own.
Result<Replayed> replay(const RecordedConversation& conversation, const vector::Corpus& corpus,
                        const std::vector<dialogue::Account>& accounts);

}  // namespace xmppconf::suite
