#include "reports/model/ExitMeaning.h"

#include "reports/model/RunRecord.h"

namespace xmppconf::reports {

std::string_view exitMeaning(int code, const BaselineResult& baseline) {
    if (baseline.file.empty()) return meaningOfExitCode(code);
    if (code == 0 && baseline.count(EntryState::Accepted) > 0)
        return "the target conforms, but for what the baseline accepts";
    if (code == 1 && baseline.fresh.empty()) return "the baseline no longer fits";
    return meaningOfExitCode(code);
}

}  // namespace xmppconf::reports
