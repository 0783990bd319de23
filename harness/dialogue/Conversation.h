#pragma once

#include <span>

#include "harness/dialogue/Decider.h"
#include "harness/dialogue/Expecter.h"
#include "harness/dialogue/Observer.h"
#include "harness/dialogue/Opener.h"
#include "harness/dialogue/Outcome.h"
#include "harness/dialogue/Sender.h"
#include "harness/dialogue/Silence.h"
#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// One vector's actions from the first to the last, each given to whom it concerns.
class Conversation {
  public:
    /// All must outlive this. `observer`: null, or hears of it.
    Conversation(Stage& stage, const vector::Vector& vector, Observer* observer);

    Outcome hold();

  private:
    Flow perform(std::span<const vector::Action> actions);
    Flow perform(const vector::Action& action);
    Flow carryOut(const vector::Action& action);
    void tellChecks();
    Flow use(const vector::Action& action, const vector::Use& use);
    Flow choose(const vector::Action& action, const vector::Choose& choose);
    Flow restart(const vector::Action& action);
    void noteOffers(Outcome& outcome) const;
    /// Others' sessions on the accounts that showed; what they may have spoiled is blocked by them.
    void noteStrangers(Outcome& outcome) const;

    Stage& stage_;
    const vector::Vector& vector_;
    Observer* observer_;
    std::size_t toldChecks_ = 0;
    std::vector<vector::Place> ended_;
    Opener opener_;
    Sender sender_;
    Expecter expecter_;
    Silence silence_;
    Decider decider_;
};

}  // namespace xmppconf::dialogue
