#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/vector/Corpus.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite {

/// The deepest step of the login that works on this target, to be asked again whether the target still
/// serves.
struct Canary {
    const vector::Vector* login = nullptr;     ///< the deepest; may need an account
    const vector::Vector* greeting = nullptr;  ///< the deepest that needs none
    std::string reason;  ///< why no deeper one, as a sentence; empty: the whole login works
    std::optional<dialogue::Outcome> evidence{};  ///< of the next deeper one, which failed
    std::vector<dialogue::Outcome>
        outcomes{};  ///< of all that were asked, the deepest first: what they showed
};

/// Asks for one step after the other, from the whole login down to the mere connection (Selection.h). Each
/// that fails is asked twice. A corpus without the vectors of some steps does without them; nothing: it has
/// none.
std::optional<Canary> findCanary(const vector::Corpus& corpus, AccountPool& pool, const octets::Clock& clock,
                                 const Pause& pause, const Converse& converse);

}  // namespace xmppconf::suite
