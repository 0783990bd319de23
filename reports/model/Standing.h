#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "harness/judge/Verdict.h"

namespace xmppconf::reports {

/// Where a requirement stands after the run: a verdict, or why there is none.
enum class Standing { Pass, Info, Warn, Fail, Blocked, Skip, Error, Untested, Untestable };
inline constexpr int kStandings = 9;
/// In the order in which they are counted up.
std::span<const Standing> allStandings();
std::string_view nameOf(Standing standing);  ///< "pass", …, "untested", "untestable"
std::optional<Standing> standingNamed(std::string_view name);

Standing standingOf(judge::Verdict verdict);
std::optional<judge::Verdict> verdictOf(Standing standing);  ///< nothing: there is none
/// A MUST, a SHOULD or a MAY that was not kept.
bool isBroken(judge::Verdict verdict);
bool isBroken(Standing standing);
/// Met or broken: something was seen of the target.
bool isJudged(Standing standing);

}  // namespace xmppconf::reports
