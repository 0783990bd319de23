#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/dialogue/Account.h"
#include "harness/octets/Interrupt.h"
#include "harness/vector/Corpus.h"
#include "reports/model/Listener.h"
#include "suite/options/ExitCode.h"
#include "suite/options/Options.h"
#include "suite/recording/RecordingFile.h"

namespace xmppconf::suite {

/// What a run is about, all checked.
struct RunOrder {
    const Options& options;
    const vector::Corpus& corpus;
    std::vector<const vector::Vector*> selected;
    std::vector<dialogue::Account> accounts;
    std::string domain;
    std::string command;                                ///< as given, for the report
    std::string repeatCommand;                          ///< repeats one vector, up to its id and the seed
    std::shared_ptr<const reports::Baseline> baseline;  ///< what --baseline names
    RecordingSink* recordings = nullptr;                ///< for tests: gets every conversation
};

/// How a run ended, with what shows why when the target was not fit to be tested.
struct RunResult {
    reports::RunSummary summary;
    std::optional<dialogue::Outcome> evidence;
};

/// Approaches the target, logs every account in, carries out the plan and tells the listener all of it: a run
/// from its first word to its last. It goes on when the login does not; at the options' time limit it raises
/// the interrupt. The listener hears of its end in every case.
RunResult holdRun(const RunOrder& order, reports::Listener& listener, octets::Interrupt& interrupt);

}  // namespace xmppconf::suite
