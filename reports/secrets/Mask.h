#pragma once

#include <span>

#include "harness/dialogue/Outcome.h"
#include "harness/sasl/Exchange.h"

namespace xmppconf::reports {

/// The outcome without its secrets: each occurrence, in whatever wrapping `SecretFinder` knows, is replaced
/// by a mark that names it, like «masked: SCRAM client proof»; in transcripts also where it is spread over
/// several reads or writes of one connection. `also` holds secrets of the run beside those of the
/// outcome, such as all passwords. The result holds no secrets and is at most about twice as large.
dialogue::Outcome masked(dialogue::Outcome outcome, std::span<const sasl::Secret> also = {});

/// The same of a check by itself.
judge::Check masked(judge::Check check, std::span<const sasl::Secret> secrets);

}  // namespace xmppconf::reports
