#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> featureFaults() {
    static const std::vector<Fault> faults = {
        {"features-missing",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (!stream.authenticated() && !stream.tls()) features.reset();
             });
         }},
        {"bind-offered-before-login",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (features && !stream.authenticated()) features->add(Markup::element(ns::bind, "bind"));
             });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
