#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"
#include "reports/model/Baseline.h"

namespace xmppconf::suite {

/// Reads a baseline: JSON as reports/baseline.schema.json says. `name` stands in the sentences about
/// mistakes.
Result<reports::Baseline> parseBaseline(std::string_view text, const std::string& name);
Result<reports::Baseline> readBaseline(const std::string& path);

/// The file after a run: what was accepted and is still there, what the run did not judge, and what is new;
/// each entry that stays keeps its reason and its last day. What no longer fails is gone.
std::string renewedBaseline(const reports::BaselineResult& result);

/// Whether a baseline may be written there. What people wrote into a file is not lost: one that exists must
/// be the one that is read, too. Paths may be empty.
Result<void> mayWriteBaseline(const std::string& path, const std::string& readFrom);

}  // namespace xmppconf::suite
