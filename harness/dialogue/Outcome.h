#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/dialogue/Transcript.h"
#include "harness/judge/Check.h"
#include "harness/octets/TlsFacts.h"
#include "harness/sasl/Exchange.h"
#include "harness/vector/Vector.h"

namespace xmppconf::dialogue {

/// What became of one vector. Holds secrets until they are masked.
struct Outcome {
    const vector::Vector* vector = nullptr;
    judge::Verdict verdict = judge::Verdict::Error;
    std::string reason;  ///< a sentence; empty with pass
    std::vector<judge::Check> checks;
    bool whole = false;  ///< every action was carried out: no early end left a requirement unjudged
    /// Where it ended early: the action, behind the uses of fragments that lead to it.
    std::vector<vector::Place> ended{};
    bool hurt = false;  ///< the server no longer served because of it: broken whatever the checks say
    octets::Duration duration{};
    Transcript transcript;
    std::vector<sasl::Secret> secrets;  ///< what must be masked in all of the above

    // what the conversation showed of the target, for the head of the report
    std::optional<octets::TlsFacts> tls;
    std::vector<std::string> mechanisms;  ///< all offered
    std::vector<std::string> features;    ///< all offered, as {namespace}name
};

}  // namespace xmppconf::dialogue
