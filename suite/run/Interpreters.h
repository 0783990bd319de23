#pragma once

#include <cstdint>
#include <vector>

#include "harness/dialogue/RunContext.h"
#include "harness/octets/Interrupt.h"
#include "harness/sasl/Exchange.h"
#include "harness/vector/Corpus.h"
#include "suite/recording/RecordingFile.h"
#include "suite/run/Conversation.h"
#include "suite/run/ListenerQueue.h"

namespace xmppconf::suite {

/// What conversations over the network are held with. All references must outlive them.
struct InterpreterTools {
    const vector::Corpus& corpus;
    const octets::Clock& clock;
    const octets::Interrupt& interrupt;
    std::uint64_t seed = 0;
    std::vector<sasl::Secret> secrets;    ///< masked in every outcome beside its own
    RecordingSink* recordings = nullptr;  ///< gets every conversation; null: none is recorded
    ListenerQueue* events = nullptr;  ///< hears what happens in conversations about the target; null: nobody
};

/// Conversations over the network: each made has a network and an interpreter of its own. The random numbers
/// of a vector depend on the seed, its id and the attempt. An exception, which is ours, becomes an outcome.
ConverseMaker interpreters(const InterpreterTools& tools, const dialogue::RunContext& context);

/// Waits in poll(2) on the interrupt.
Pause pauseUntil(const octets::Interrupt& interrupt);

}  // namespace xmppconf::suite
