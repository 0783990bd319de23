#include "suite/run/Plan.h"

#include "suite/run/Demand.h"

namespace xmppconf::suite {

Plan planOf(const std::vector<const vector::Vector*>& selected, const AccountPool& pool, bool intrusive) {
    Plan plan;
    for (const vector::Vector* vector : selected) {
        if (vector->intrusive && !intrusive) {
            plan.omitted.push_back(
                {vector, "it is intrusive and the target is not loopback; --intrusive runs it"});
            continue;
        }
        Task task{vector, demandOf(*vector)};
        if (std::string impossible = pool.impossible(task.demand); !impossible.empty()) {
            plan.omitted.push_back({vector, std::move(impossible)});
            continue;
        }
        (vector->harmful ? plan.alone : plan.parallel).push_back(std::move(task));
    }
    return plan;
}

}  // namespace xmppconf::suite
