#pragma once

#include <string>

#include "harness/Result.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// A vector as a dialogue with what it judges, or a requirement with its vectors. With `whole` the vector's
/// set-up is spelled out too. Ids are taken without regard to case, as --select does. The sentence of an
/// unknown id names the nearest known one.
Result<std::string> explain(const vector::Corpus& corpus, const std::string& id, bool whole);

}  // namespace xmppconf::suite
