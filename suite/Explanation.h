#pragma once

#include <string>

#include "harness/Result.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// A vector as a dialogue with what it judges, or a requirement with its vectors. The sentence of an unknown
/// id names the nearest known one.
Result<std::string> explain(const vector::Corpus& corpus, const std::string& id);

}  // namespace xmppconf::suite
