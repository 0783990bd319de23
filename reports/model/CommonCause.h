#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/dialogue/Outcome.h"

namespace xmppconf::reports {

/// Tells once what many vectors meet: a server that never sends what it owes (vector::Owed) breaks the
/// requirement that says so, and nothing that was asked about what did not come; and what a vector builds on
/// is told by those that ask for it.
class CommonCause {
  public:
    /// One vector of the run, with all its attempts.
    void add(const dialogue::Outcome& outcome);

    /// All that it breaks is that something owed did not come, or what it builds on: to be settled when the
    /// run is over.
    static bool mayExplain(const dialogue::Outcome& outcome);

    /// The outcome as it stands when all are added: blocked by the requirement by which something is owed,
    /// where that was broken and met nowhere in the run, or by the one that it builds on, where that was
    /// broken by a vector which came to ask for it. So its failure is told by the vectors which ask for it.
    dialogue::Outcome settled(dialogue::Outcome outcome) const;

  private:
    void addAttempt(const dialogue::Outcome& attempt);

    using Owing = std::vector<std::string>;  ///< the requirements by which something is owed

    bool isMet(const Owing& owing) const;
    bool isShownBroken(const std::string& requirement) const;
    /// Null: the check stands.
    const std::string* causeOf(const judge::Check& check) const;

    std::set<std::string> met_;  ///< and not broken in the same conversation
    std::map<std::string, std::set<Owing>> broken_;
    std::set<std::string> told_;  ///< by an outcome that stands, of a vector which came to ask
};

}  // namespace xmppconf::reports
