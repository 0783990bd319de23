#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/judge/Verdict.h"

namespace xmppconf::reports {

/// A deviation of one target that its keepers accept. It is named by vector and requirement, never by a
/// place.
struct AcceptedDeviation {
    std::string vector;
    std::string requirement;
    judge::Verdict verdict = judge::Verdict::Fail;  ///< how bad it may be: fail, warn or info
    std::string reason;                             ///< why it is accepted
    std::string until;  ///< the last day on which it is, in UTC, as 2027-01-31; empty: no end
};

/// All accepted deviations of a target, each vector and requirement once.
class Baseline {
  public:
    /// False, and nothing done, when there is one of that vector and requirement.
    bool add(AcceptedDeviation entry);
    /// Nothing: not accepted. Stays where it is as long as this does.
    const AcceptedDeviation* find(std::string_view vector, std::string_view requirement) const;
    /// By vector, then by requirement.
    std::vector<const AcceptedDeviation*> entries() const;
    bool empty() const { return entries_.empty(); }

  private:
    std::map<std::pair<std::string, std::string>, AcceptedDeviation> entries_;
};

/// A deviation that fails the run.
struct NewDeviation {
    AcceptedDeviation entry;  ///< how a baseline would accept it; without a requirement, none can
    std::string what;         ///< what was seen, as a sentence; may hold the target's octets
};

/// What a run says of an entry of its baseline.
enum class EntryState {
    Accepted,  ///< seen, and accepted
    Exceeded,  ///< seen, and worse than accepted: it is new
    Expired,   ///< seen, after its last day
    Stale,     ///< it must go: no longer seen, or it never could be
    Unjudged   ///< neither confirmed nor refuted
};
inline constexpr int kEntryStates = 5;
std::string_view nameOf(EntryState state);  ///< "accepted", "exceeded", "expired", "stale", "unjudged"

struct BaselineEntry {
    AcceptedDeviation entry;
    EntryState state = EntryState::Unjudged;
    std::string why;  ///< it is stale; empty: it is not
};

/// How a run compares with its baseline; all by vector, then by requirement.
struct BaselineResult {
    std::string file;  ///< as the user named it; empty: there was no baseline
    std::vector<BaselineEntry> entries;
    std::vector<NewDeviation> fresh;
    std::string repair;  ///< the command that writes the file anew; empty: there is nothing to repair

    std::size_t count(EntryState state) const;
};

}  // namespace xmppconf::reports
