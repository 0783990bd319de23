#include "suite/run/Demand.h"

#include <algorithm>

#include "suite/corpus/ActionsInside.h"

namespace xmppconf::suite {
namespace {

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Recursion ends where the loader's limit of nesting does.
void collect(const vector::Actions& actions, Demand& demand) {
    for (const vector::Action& action : actions) {
        if (const auto* connect = std::get_if<vector::Connect>(&action.body))
            addOnce(demand.certificates, connect->certificate);
        if (const auto* tls = std::get_if<vector::StartTls>(&action.body))
            addOnce(demand.certificates, tls->certificate);
        const auto* quiet = std::get_if<vector::ExpectNothing>(&action.body);
        if (quiet && !quiet->fence && action.within) demand.quietTime += *action.within;
        for (const vector::Actions* inside : actionsInside(action)) collect(*inside, demand);
    }
}

}  // namespace

Demand demandOf(const vector::Vector& vector) {
    Demand demand;
    demand.roles = vector.roles;
    collect(vector.actions, demand);
    for (const std::string& role : demand.certificates) addOnce(demand.roles, role);
    demand.exchanges = vector.exchanges;
    demand.controls = vector.controls;
    demand.binds = vector.binds;
    demand.delivers = vector.binds && vector.step == vector::Step::Stanza;
    return demand;
}

}  // namespace xmppconf::suite
