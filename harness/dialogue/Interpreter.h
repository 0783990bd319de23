#pragma once

#include <map>
#include <string>

#include "harness/dialogue/Account.h"
#include "harness/dialogue/Observer.h"
#include "harness/dialogue/Outcome.h"
#include "harness/dialogue/RunContext.h"
#include "harness/octets/Clock.h"
#include "harness/octets/Network.h"
#include "harness/octets/Random.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// Holds the conversations of vectors, one at a time; blocks in `Network::wait` only. One per thread.
class Interpreter {
  public:
    /// All are shared but the network, and all must outlive this.
    Interpreter(const vector::Corpus& corpus, const RunContext& context, const octets::Clock& clock,
                octets::Network& network);

    /// Runs the vector with the accounts for its roles. Never throws for anything the target does.
    /// `observer`: null, or hears of it.
    Outcome run(const vector::Vector& vector, const std::map<std::string, Account>& roles,
                octets::Random& random, Observer* observer = nullptr);

  private:
    const vector::Corpus& corpus_;
    const RunContext& context_;
    const octets::Clock& clock_;
    octets::Network& network_;
};

}  // namespace xmppconf::dialogue
