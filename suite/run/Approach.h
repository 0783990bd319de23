#pragma once

#include <functional>
#include <string>

#include "harness/dialogue/RunContext.h"
#include "harness/vector/Vector.h"
#include "suite/options/Options.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite {

/// Where and how the target can be spoken to, before it was.
dialogue::RunContext contextOf(const Options& options, const std::string& domain);

/// How the target was found to protect its streams, or why it could not be told.
struct Approach {
    bool found = false;  ///< something there speaks XMPP, well or badly
    dialogue::Security security = dialogue::Security::None;
    std::string reason;          ///< a sentence when not found
    dialogue::Outcome greeting;  ///< of the last attempt
};

/// Conversations in that context; used while the context lives.
using ConverseIn = std::function<dialogue::Outcome(const dialogue::RunContext&, const vector::Vector&)>;

/// Greets the target as the choice says. With Auto a plain stream comes first: STARTTLS where it is offered,
/// else none; what cannot hold a plain stream is tried with direct TLS. Sets the context's security, and its
/// endpoints where the given port turned out to speak TLS directly.
Approach approach(TlsChoice choice, const vector::Vector& greeting, dialogue::RunContext& context,
                  const ConverseIn& converse);

/// For a direct port that is only the usual one: forgets it unless a greeting works there.
void dropGuessedDirectPort(const vector::Vector& greeting, dialogue::RunContext& context,
                           const ConverseIn& converse);

}  // namespace xmppconf::suite
