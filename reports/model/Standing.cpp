#include "reports/model/Standing.h"

namespace xmppconf::reports {

using judge::Verdict;

static_assert(static_cast<int>(Standing::Error) == static_cast<int>(Verdict::Error) &&
              static_cast<int>(Standing::Untested) == judge::kVerdicts);

std::span<const Standing> allStandings() {
    static constexpr Standing kAll[] = {Standing::Pass,  Standing::Fail,     Standing::Warn,
                                        Standing::Info,  Standing::Blocked,  Standing::Skip,
                                        Standing::Error, Standing::Untested, Standing::Untestable};
    return kAll;
}

std::string_view nameOf(Standing standing) {
    if (standing == Standing::Untested) return "untested";
    if (standing == Standing::Untestable) return "untestable";
    return judge::nameOf(static_cast<Verdict>(standing));
}

std::optional<Standing> standingNamed(std::string_view name) {
    for (int i = 0; i < kStandings; ++i)
        if (name == nameOf(static_cast<Standing>(i))) return static_cast<Standing>(i);
    return {};
}

Standing standingOf(Verdict verdict) { return static_cast<Standing>(verdict); }

std::optional<Verdict> verdictOf(Standing standing) {
    if (standing == Standing::Untested || standing == Standing::Untestable) return {};
    return static_cast<Verdict>(standing);
}

bool isBroken(Verdict verdict) {
    return verdict == Verdict::Fail || verdict == Verdict::Warn || verdict == Verdict::Info;
}

bool isBroken(Standing standing) {
    return standing == Standing::Fail || standing == Standing::Warn || standing == Standing::Info;
}

bool isJudged(Standing standing) { return standing == Standing::Pass || isBroken(standing); }

}  // namespace xmppconf::reports
