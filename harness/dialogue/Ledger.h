#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/judge/InvariantJudge.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// Whether the conversation goes on after an action.
enum class Flow { Continue, Stop };

/// Keeps what was judged in one vector and comes to its verdict (what blocks, what is broken, what is met).
class Ledger {
  public:
    /// Both must outlive this.
    Ledger(const vector::Corpus& corpus, const vector::Vector& vector);

    /// What is judged from here on is judged inside the fragment that is used there.
    void enter(const vector::Place& use) { uses_.push_back(use); }
    void leave() { uses_.pop_back(); }
    const std::vector<vector::Place>& uses() const { return uses_; }

    /// The action came about: its requirements are met.
    Flow met(const vector::Action& action, const std::vector<std::string>& expected,
             const std::string& actual);
    /// It did not: its requirements are broken, or, without any, the vector is blocked.
    Flow unmet(const vector::Action& action, const std::vector<std::string>& expected,
               const std::string& actual);
    /// One judge by its name, apart from an action's own.
    void judge(const std::string& as, bool met, const vector::Place& place,
               const std::vector<std::string>& expected, const std::string& actual);

    Flow skip(std::string reason);
    Flow block(std::string reason);
    Flow error(std::string reason);  ///< our own fault, not the target's

    /// Writes verdict, reason and checks.
    void conclude(const judge::InvariantJudge& invariants, Outcome& outcome) const;

  private:
    enum class End { Whole, Skipped, Blocked, Error };

    Flow end(End how, std::string reason);

    const vector::Corpus& corpus_;
    const vector::Vector& vector_;
    std::vector<judge::Check> checks_;
    std::vector<vector::Place> uses_;
    End end_ = End::Whole;
    std::string reason_;
};

}  // namespace xmppconf::dialogue
