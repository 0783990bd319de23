#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"
#include "reports/model/Baseline.h"
#include "reports/model/Gate.h"

namespace xmppconf::suite {

/// Follows a run and says at any time how it compares with its baseline.
///
/// An entry is stale when it names what is not there, or when its vector was carried out from the first
/// action to the last and its requirement was met. Whatever ended earlier (blocked, skipped, our own error,
/// another broken requirement, a server that died), was not selected, is below the run's level or of another
/// impact than the run is about, says nothing about an entry. An entry of an invariant (`always/…`) is stale
/// when a run over the whole corpus, in which nothing was blocked, met it throughout; one of a vector for an
/// invariant's requirement follows what was seen there.
class BaselineWatch {
  public:
    /// The corpus must outlive this.
    BaselineWatch(const vector::Corpus& corpus, vector::Level level, reports::Gate gate);

    /// One vector's outcome, judged from the run's level on.
    void add(const dialogue::Outcome& outcome);

    const reports::Gate& gate() const { return gate_; }
    /// Entries that fail the run: stale, or past their last day.
    std::size_t wrongEntries() const;
    /// Without the names of file and command, which only who calls knows.
    reports::BaselineResult result() const;

  private:
    using Key = std::pair<std::string_view, std::string_view>;

    std::string whyImpossible(const reports::AcceptedDeviation& entry) const;
    void judgeEntries(const dialogue::Outcome& outcome);
    bool repaired(const reports::AcceptedDeviation& entry, const dialogue::Outcome& outcome) const;
    void addNew(const dialogue::Outcome& outcome);
    void keepNew(const dialogue::Outcome& outcome, const std::string& requirement, judge::Verdict verdict,
                 const std::string& what);

    const vector::Corpus& corpus_;
    vector::Level level_;
    reports::Gate gate_;
    std::map<Key, reports::BaselineEntry> entries_;  ///< the keys live in the baseline
    std::map<std::pair<std::string, std::string>, reports::NewDeviation> fresh_;
};

/// A sentence on how the run compares with its baseline; empty without one.
std::string comparison(const reports::BaselineResult& result);

}  // namespace xmppconf::suite
