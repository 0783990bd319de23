#pragma once

#include <string_view>

#include "harness/vector/Requirement.h"

namespace xmppconf::judge {

/// From best to worst as far as a vector's or a requirement's worst is concerned: see `worse`.
enum class Verdict { Pass, Info, Warn, Fail, Blocked, Skip, Error };
inline constexpr int kVerdicts = 7;

std::string_view nameOf(Verdict verdict);  ///< "pass", "fail", …

/// What a broken requirement of that level amounts to.
Verdict broken(vector::Level level);

/// The one that decides when both came up: error, fail, warn, blocked, info, pass, skip, from most decisive
/// to least.
Verdict worse(Verdict a, Verdict b);

}  // namespace xmppconf::judge
