#pragma once

#include "harness/dialogue/Expectation.h"
#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// Proves that nothing comes: by a request whose answer overtakes nothing (a fence), or by a quiet time.
class Silence {
  public:
    explicit Silence(Stage& stage) : stage_(stage) {}

    Flow expect(const vector::Action& action, const vector::ExpectNothing& nothing);

  private:
    bool isWhatMustNotCome(const stream::Item& incoming, const vector::ExpectNothing& nothing);
    Result<std::string> raiseFence(Connection& connection);

    Stage& stage_;
};

}  // namespace xmppconf::dialogue
