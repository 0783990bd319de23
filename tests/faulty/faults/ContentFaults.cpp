#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// Our own stanzas go out in another namespace, or with another prefix.
auto stanzasAs(std::string_view ns, std::string prefix) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (outgoing.element.ns != ns::client) return;
            outgoing.element.ns = ns;
            outgoing.element.prefix = prefix;
        });
    };
}

void removePrefixes(Markup& element) {
    if (element.ns == ns::client) element.prefix.clear();
    for (Markup& each : element.content) removePrefixes(each);
}

}  // namespace

std::span<const Fault> contentFaults() {
    static const std::vector<Fault> faults = {
        {"stanzas-in-jabber-server", stanzasAs(ns::server, "")},
        {"stanzas-in-streams-namespace", stanzasAs(ns::streams, "stream")},
        {"stanzas-with-prefix", stanzasAs(ns::client, "client")},
        {"content-prefix-accepted",
         [](Conduct& c) {
             c.offences[Offence::ContentPrefix].way = Reaction::Way::Nothing;
             c.onSend.push_back([](Stream&, Outgoing& outgoing) { removePrefixes(outgoing.element); });
         }},
        {"content-prefix-condition", condition(Offence::ContentPrefix, "remote-connection-failed")},
        {"content-prefix-delivered", way(Offence::ContentPrefix, Reaction::Way::Nothing)},
        {"extended-namespace-accepted", way(Offence::ExtendedNamespace, Reaction::Way::Nothing)},
    };
    return faults;
}

}  // namespace xmppconf::faulty
