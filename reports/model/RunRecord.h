#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "reports/model/Listener.h"
#include "reports/model/RequirementTally.h"
#include "reports/model/VectorTally.h"

namespace xmppconf::reports {

/// What every report needs to know of a run, gathered as it goes on.
class RunRecord {
  public:
    explicit RunRecord(const RunInfo& info);

    void add(const TargetFacts& facts) { facts_ = facts; }
    void add(const dialogue::Outcome& outcome);

    const RunInfo& info() const { return info_; }
    const std::optional<TargetFacts>& facts() const {
        return facts_;
    }  ///< nothing: the target was never seen
    const VectorTally& vectors() const { return vectors_; }
    const RequirementTally& requirements() const { return requirements_; }

    /// Where the vector stands among those selected, in the order of the corpus, with what tells of
    /// invariants behind them; vectors from elsewhere last.
    std::size_t rank(const vector::Vector* vector) const;
    /// The selected vectors, in the order of the corpus.
    const std::vector<const vector::Vector*>& inOrder() const { return inOrder_; }

    /// The command line that runs this vector again; for what tells of an invariant, the first one in which
    /// it was seen.
    std::string repeat(const dialogue::Outcome& outcome) const;
    std::string target() const;  ///< "host:port", IPv6 in brackets

  private:
    RunInfo info_;
    std::optional<TargetFacts> facts_;
    VectorTally vectors_;
    RequirementTally requirements_;
    std::vector<const vector::Vector*> inOrder_;
    std::unordered_map<const vector::Vector*, std::size_t> ranks_;
};

std::string rfc3339(std::chrono::system_clock::time_point time);  ///< in UTC, to the second
long long milliseconds(octets::Duration duration);

}  // namespace xmppconf::reports
