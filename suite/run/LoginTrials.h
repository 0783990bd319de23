#pragma once

#include <string>
#include <vector>

#include "harness/dialogue/Logins.h"
#include "harness/vector/Corpus.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite {

/// Logs every account in with every mechanism on offer, on so many threads: what the run builds on, and the
/// control of its negative questions. The corpus has a vector for each mechanism (`sasl/control/…`). What the
/// server refuses is not asked again; what breaks is, up to five times, for servers refuse logins that come
/// too close upon each other.
dialogue::Logins tryLogins(const vector::Corpus& corpus, const std::vector<dialogue::Account>& accounts,
                           const std::vector<std::string>& offered, int jobs,
                           const ConverseMaker& makeConverse);

/// Looks for sessions of others on each account that logs in, as far as their presence shows them.
void lookForStrangers(const vector::Corpus& corpus, const std::vector<dialogue::Account>& accounts,
                      const dialogue::Logins& logins, int jobs, const ConverseMaker& makeConverse);

}  // namespace xmppconf::suite
