#pragma once

#include <span>
#include <string_view>

#include "reports/model/Baseline.h"

namespace xmppconf::reports {

/// What an exit code of a run says: the one table behind help, man page, README and reports.
struct ExitCodeMeaning {
    int code;
    std::string_view headline;  ///< a short sentence about this run
    std::string_view when;      ///< in general
};
std::span<const ExitCodeMeaning> exitCodeMeanings();

/// The headline of a code, also of one that is not ours.
std::string_view meaningOfExitCode(int code);

/// What the exit code of a run says, as a short sentence; with a baseline, what it says about that.
std::string_view exitMeaning(int code, const BaselineResult& baseline);

}  // namespace xmppconf::reports
