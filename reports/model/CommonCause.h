#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::reports {

/// Tells once what many vectors meet: a server that never sends what it owes (vector::Owed) breaks the
/// requirement that says so, and nothing that was asked about what did not come; what a vector builds on is
/// told by those that ask for it; and a MUST that is never met in a step, by the first few that ask
/// for it.
class CommonCause {
  public:
    explicit CommonCause(const vector::Corpus& corpus);

    /// Each vector tells itself what it asks for, though others told it before: a baseline has an entry for
    /// each, and what is blocked can neither be accepted nor be new.
    void tellEach() { tellEach_ = true; }

    /// One vector of the run, with all its attempts.
    void add(const dialogue::Outcome& outcome);

    /// All that it breaks is that something owed did not come, what it builds on, or what many vectors ask
    /// for and none has seen met: to be told when the run is over.
    bool mayExplain(const dialogue::Outcome& outcome) const;

    /// The outcome as it stands when all are added: blocked by the requirement by which something is owed,
    /// where that was broken and met nowhere in the run; by the one that it builds on, where that was broken
    /// by a vector which came to ask for it; or by the one that it asks for, where that was met nowhere in
    /// the step, and enough vectors before it in the corpus tell so.
    dialogue::Outcome explained(dialogue::Outcome outcome) const;

  private:
    using Asked = std::pair<std::string, vector::Step>;  ///< a requirement, by vectors of a step

    void addAttempt(const dialogue::Outcome& attempt);

    using Owing = std::vector<std::string>;  ///< the requirements by which something is owed

    bool mayBeToldOnce(const judge::Check& check) const;
    bool mayHaveACause(const vector::Vector& vector, const judge::Check& check) const;
    bool isMet(const Owing& owing) const;
    bool isShownBroken(const std::string& requirement) const;
    bool isToldBefore(const vector::Vector& vector, const judge::Check& check) const;
    /// Null: the check stands.
    const std::string* causeOf(const vector::Vector& vector, const judge::Check& check) const;

    bool tellEach_ = false;
    std::map<Asked, std::size_t> asking_;  ///< how many vectors of the corpus ask for it
    std::set<std::string> met_;            ///< and not broken in the same conversation
    std::set<Asked> metIn_;
    std::map<std::string, std::set<Owing>> broken_;
    std::set<std::string> told_;  ///< by vectors that came to ask
    /// By which vectors, and whether before they came to ask: outcomes that stand for sure. In the order of
    /// the corpus, which holds its vectors one behind the other.
    std::map<std::pair<Asked, bool>, std::set<const vector::Vector*>> tellers_;
};

}  // namespace xmppconf::reports
