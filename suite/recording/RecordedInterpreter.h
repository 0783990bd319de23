#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "harness/dialogue/Account.h"
#include "harness/dialogue/Observer.h"
#include "harness/dialogue/Outcome.h"
#include "harness/dialogue/RunContext.h"
#include "harness/octets/Network.h"
#include "harness/vector/Corpus.h"
#include "suite/recording/RecordingFile.h"

namespace xmppconf::suite {

/// A conversation that is about to be held. All references must outlive the call.
struct RecordedOrder {
    const vector::Corpus& corpus;
    const dialogue::RunContext& context;
    const octets::Clock& clock;
    octets::Network& network;
    const vector::Vector& vector;
    const std::map<std::string, dialogue::Account>& roles;
    int attempt;
    std::uint64_t seed;
    std::string randomName;
    dialogue::Observer* observer = nullptr;  ///< null, or hears of it
};

/// Holds it as dialogue::Interpreter does, and gives the sink what holds it again. One that was interrupted
/// is not recorded.
dialogue::Outcome interpretAndRecord(const RecordedOrder& order, RecordingSink& sink);

}  // namespace xmppconf::suite
