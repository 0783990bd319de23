#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"
#include "reports/model/Baseline.h"
#include "reports/model/Gate.h"

namespace xmppconf::reports {

/// What is known before the first vector runs.
struct RunInfo {
    const vector::Corpus* corpus = nullptr;  ///< outlives the listeners
    std::vector<const vector::Vector*> selected;
    std::string toolVersion;
    std::string host;
    unsigned short port = 0;
    std::string domain;
    std::string security;  ///< "none", "starttls", "direct"
    std::chrono::system_clock::time_point started;
    int jobs = 1;
    octets::Duration timeout{};  ///< of one wait, where the vector does not say
    std::uint64_t seed = 0;
    std::string command;        ///< the command line, without secrets by construction
    std::string repeatCommand;  ///< the command that repeats one vector, up to its id
    Gate gate;                  ///< what fails the run
};

/// What the target was seen to be, before the first vector runs.
struct TargetFacts {
    std::optional<octets::TlsFacts> tls;
    std::vector<std::string> mechanisms;
    std::vector<std::string> features;
    std::vector<dialogue::Login> logins{};  ///< every account with every mechanism on offer, as tried
    std::string canary{};        ///< the deepest step of the login that worked: "session" when all is well
    std::string canaryReason{};  ///< a sentence: why no deeper one; empty when all is well
};

struct RunSummary {
    octets::Duration duration{};
    bool complete = false;  ///< every selected vector was run
    int exitCode = 0;
    /// A sentence when the run ended early, judged nothing, or was held against a baseline; else empty.
    std::string reason;
    BaselineResult baseline{};
};

/// Something that happens in the conversation of one attempt at a vector.
struct Moment {
    const vector::Vector* vector = nullptr;
    int attempt = 1;        ///< as in dialogue::Outcome
    octets::Duration at{};  ///< since the attempt began, as in its transcript
};
struct ActionStarted : Moment {
    const vector::Action* action = nullptr;  ///< of the corpus
    std::vector<vector::Place> uses{};       ///< of fragments, that lead to it
};
struct Checked : Moment {
    judge::Check check{};
};

/// A report listens to the run. Calls come one at a time, never from two threads at once, and carry
/// no secret. Vectors finish in any order; `finished` outcomes are valid during the call only.
class Listener {
  public:
    virtual ~Listener() = default;
    virtual void runStarted(const RunInfo&) {}
    virtual void targetKnown(const TargetFacts&) {}
    virtual void vectorStarted(const vector::Vector&) {}
    /// Whether it wants to be told of the next two, which cost something; asked once, before the run.
    virtual bool hearsActions() const { return false; }
    /// While a vector is carried out, beside those of others.
    virtual void actionStarted(const ActionStarted&) {}
    virtual void checked(const Checked&) {}
    virtual void vectorFinished(const dialogue::Outcome&) {}
    /// The last call, also after a signal.
    virtual void runFinished(const RunSummary&) {}
};

}  // namespace xmppconf::reports
