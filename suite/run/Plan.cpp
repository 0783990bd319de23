#include "suite/run/Plan.h"

#include <algorithm>
#include <utility>

#include "suite/run/Demand.h"

namespace xmppconf::suite {

Plan planOf(const std::vector<const vector::Vector*>& selected, const AccountPool& pool, bool intrusive) {
    Plan plan;
    for (const vector::Vector* vector : selected) {
        if (vector->intrusive && !intrusive) {
            plan.omitted.push_back(
                {vector, {"it is intrusive and the target is not loopback; --intrusive runs it"}});
            continue;
        }
        Task task{vector, demandOf(*vector)};
        if (auto impossible = pool.impossible(task.demand)) {
            plan.omitted.push_back({vector, *std::move(impossible)});
            continue;
        }
        (vector->harmful ? plan.alone : plan.parallel).push_back(std::move(task));
    }
    // First what waits long, or may: what servers were seen to break often ends with its time-out.
    const auto wait = [](const Task& task) {
        return std::pair(task.demand.quietTime, !task.vector->seen.empty());
    };
    std::stable_sort(plan.parallel.begin(), plan.parallel.end(),
                     [&](const Task& a, const Task& b) { return wait(a) > wait(b); });
    return plan;
}

}  // namespace xmppconf::suite
