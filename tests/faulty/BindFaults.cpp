#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> bindFaults() {
    static const std::vector<Fault> faults = {
        {"bind-bare-jid", inOwn([](Outgoing& outgoing) {
             Markup* bind = outgoing.element.child(ns::bind, "bind");
             Markup* jid = bind ? bind->child(ns::bind, "jid") : nullptr;
             if (jid) jid->content.front().text.erase(jid->content.front().text.find('/'));
         })},
        {"bind-requested-resource-ignored", [](Conduct& c) { c.bind.takesRequested = false; }},
        {"bind-twice-accepted", [](Conduct& c) { c.bind.allowsSecond = true; }},
        {"bind-conflict-ignored", [](Conduct& c) { c.bind.conflict = BindConduct::Conflict::Ignore; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
