#include "harness/judge/Check.h"

namespace xmppconf::judge {

Decision decisionOf(const std::vector<Check>& checks, const std::function<bool(const Check&)>& counts) {
    Decision decision;
    for (const Check& check : checks) {
        if (!counts(check)) continue;
        const Verdict together = worse(check.verdict, decision.verdict);
        if (together != decision.verdict) decision = {together, &check};
    }
    return decision;
}

}  // namespace xmppconf::judge
