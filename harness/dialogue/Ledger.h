#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/dialogue/Conclusion.h"
#include "harness/dialogue/Scope.h"
#include "harness/dialogue/SetUps.h"
#include "harness/judge/InvariantJudge.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// Whether the conversation goes on after an action.
enum class Flow { Continue, Stop };

/// What may be why something awaited did not come, apart from what the vector asks about it.
struct Cause {
    /// What came breaks these requirements of all traffic so that it cannot be read, see `Ledger::spoils`.
    std::vector<std::string> spoiledBy{};
    std::vector<std::string> owedBy{};  ///< see judge::Check
    judge::Came came{};
};

/// Keeps what was judged in one vector and how it ended; Conclusion.h comes to the verdict from both.
class Ledger {
  public:
    /// All must outlive this. `setUps` may be null; with `asksAnew` only successes are told to it.
    Ledger(const vector::Corpus& corpus, const vector::Vector& vector, const Scope& scope, SetUps* setUps,
           bool asksAnew);

    /// What is judged from here on is judged inside the fragment that is used there.
    void enter(const vector::Place& use) { uses_.push_back(use); }
    void leave() { uses_.pop_back(); }
    const std::vector<vector::Place>& uses() const { return uses_; }

    /// Set-up came about, whatever it was that came: for an action with alternatives, which judge one by one.
    void cameAbout(const vector::Action& action);
    /// The action came about: its requirements are met.
    Flow met(const vector::Action& action, const std::vector<std::string>& expected,
             const std::string& actual);
    /// Set-up that has been tried often enough in this run to be left out; the vector is blocked then.
    bool givenUp(const vector::Action& action);
    /// It did not: its requirements are broken. Without any, what the action rests on is, where the vector
    /// asks for that; else the vector is blocked by it.
    Flow unmet(const vector::Action& action, const std::vector<std::string>& expected,
               const std::string& actual, const Cause& cause = {});
    /// What came breaks rules over all traffic, which tell of it once for the run: a vector that asks for
    /// none of them does not call it wrong for something else.
    bool spoils(const std::vector<std::string>& requirements) const;
    Flow spoiled(const std::vector<std::string>& requirements, const std::string& actual);
    /// One judge by its name, apart from an action's own.
    void judge(const std::string& as, bool met, const vector::Place& place,
               const std::vector<std::string>& expected, const std::string& actual, const Cause& cause = {});

    Flow skip(std::string sentence, SkippedFor whom = SkippedFor::Target);
    Flow block(judge::Reason why, Obstacle by = {});
    Flow block(std::string sentence, Obstacle by = {});
    Flow interrupted() { return block({.kind = judge::Reason::Kind::Interrupted}); }  ///< the run was
    /// Blocked by a limit of ours, which another attempt meets again: never the server's fault.
    Flow limit(std::string sentence) { return block(std::move(sentence), {Obstacle::Kind::Limit, ""}); }
    Flow error(std::string sentence);  ///< our own fault, not the target's

    /// All so far, in the order in which they were judged.
    const std::vector<judge::Check>& checks() const { return checks_; }
    /// Writes the secrets that the reason may hold beside those of this conversation, the checks, those on
    /// all traffic last, and what they and the end amount to.
    void conclude(const judge::InvariantJudge& invariants, Outcome& outcome) const;

  private:
    bool asksFor(const std::string& requirement) const;

    const vector::Corpus& corpus_;
    const vector::Vector& vector_;
    const Scope& scope_;
    SetUps* setUps_;
    bool asksAnew_;
    std::vector<judge::Check> checks_;
    std::vector<vector::Place> uses_;
    ConversationEnd end_;
    std::vector<sasl::Secret> othersSecrets_;
};

}  // namespace xmppconf::dialogue
