#include "suite/corpus/ActionsInside.h"

namespace xmppconf::suite {

std::vector<const vector::Actions*> actionsInside(const vector::Action& action) {
    std::vector<const vector::Actions*> inside;
    const auto add = [&](const std::shared_ptr<const vector::Actions>& actions) {
        if (actions) inside.push_back(actions.get());
    };
    if (const auto* use = std::get_if<vector::Use>(&action.body)) add(use->actions);
    if (const auto* oneOf = std::get_if<vector::OneOf>(&action.body))
        for (const vector::When& when : oneOf->alternatives) add(when.actions);
    if (const auto* choose = std::get_if<vector::Choose>(&action.body))
        for (const vector::If& branch : choose->branches) add(branch.actions);
    return inside;
}

}  // namespace xmppconf::suite
