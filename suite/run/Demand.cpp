#include "suite/run/Demand.h"

#include <algorithm>

#include "suite/corpus/ActionsInside.h"

namespace xmppconf::suite {
namespace {

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Recursion ends where the loader's limit of nesting does.
void collect(const vector::Actions& actions, std::vector<std::string>& roles) {
    for (const vector::Action& action : actions) {
        if (const auto* connect = std::get_if<vector::Connect>(&action.body))
            addOnce(roles, connect->certificate);
        if (const auto* tls = std::get_if<vector::StartTls>(&action.body)) addOnce(roles, tls->certificate);
        for (const vector::Actions* inside : actionsInside(action)) collect(*inside, roles);
    }
}

}  // namespace

Demand demandOf(const vector::Vector& vector) {
    Demand demand;
    demand.roles = vector.roles;
    collect(vector.actions, demand.certificates);
    for (const std::string& role : demand.certificates) addOnce(demand.roles, role);
    return demand;
}

}  // namespace xmppconf::suite
