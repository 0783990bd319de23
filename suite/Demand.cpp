#include "suite/Demand.h"

#include <algorithm>

namespace xmppconf::suite {
namespace {

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Recursion ends where the loader's limit of nesting does.
void collect(const vector::Actions& actions, std::vector<std::string>& roles);

void collectIn(const std::shared_ptr<const vector::Actions>& actions, std::vector<std::string>& roles) {
    if (actions) collect(*actions, roles);
}

void collect(const vector::Actions& actions, std::vector<std::string>& roles) {
    for (const vector::Action& action : actions) {
        if (const auto* connect = std::get_if<vector::Connect>(&action.body)) {
            addOnce(roles, connect->certificate);
        } else if (const auto* tls = std::get_if<vector::StartTls>(&action.body)) {
            addOnce(roles, tls->certificate);
        } else if (const auto* use = std::get_if<vector::Use>(&action.body)) {
            collectIn(use->actions, roles);
        } else if (const auto* oneOf = std::get_if<vector::OneOf>(&action.body)) {
            for (const vector::When& when : oneOf->alternatives) collectIn(when.actions, roles);
        } else if (const auto* choose = std::get_if<vector::Choose>(&action.body)) {
            for (const vector::If& branch : choose->branches) collectIn(branch.actions, roles);
        }
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
