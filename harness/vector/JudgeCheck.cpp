#include "harness/vector/JudgeCheck.h"

#include <fmt/format.h>

#include "harness/vector/DidYouMean.h"

namespace xmppconf::vector {

void JudgeCheck::check(const Vector& vector, const std::vector<Place>& places) {
    for (const auto& judges : vector.judges) judges_.insert(judges.as);
    see(vector.actions, nullptr);
    for (std::size_t i = 0; complete_ && i < places.size(); ++i) {
        const auto& name = vector.judges[i].as;
        if (judged_.find(name) == judged_.end())
            mistakes_.atAttribute(places[i], "as", fmt::format("no action judges '{}'", name));
    }
}

void JudgeCheck::see(const std::vector<std::string>& names, std::string_view attribute, const Place& place) {
    for (const auto& name : names) {
        if (judges_.find(name) == judges_.end()) {
            mistakes_.atAttribute(
                place, attribute,
                fmt::format("no judges is called '{}'{}", name, didYouMean(name, keysOf(judges_))));
        }
        judged_.insert(name);
    }
}

void JudgeCheck::see(const Actions& actions, const Place* use) {
    for (const auto& action : actions) {
        see(action.req, "req", use ? *use : action.place);
        if (const auto* oneOf = std::get_if<OneOf>(&action.body)) {
            for (const auto& when : oneOf->alternatives) {
                see(when.breaks, "breaks", use ? *use : when.place);
                see(*when.actions, use);
            }
        } else if (const auto* choose = std::get_if<Choose>(&action.body)) {
            for (const auto& branch : choose->branches) see(*branch.actions, use);
        } else if (const auto* called = std::get_if<Use>(&action.body)) {
            if (!called->actions) {
                complete_ = false;
            } else {
                see(*called->actions, use ? use : &action.place);
            }
        }
    }
}

}  // namespace xmppconf::vector
