#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> stanzaFaults() {
    static const std::vector<Fault> faults = {
        {"unknown-iq-wrong-condition", condition(Complaint::UnknownRequest, "feature-not-implemented")},
        {"bad-iq-type-ignored", way(Complaint::BadIqType, Reaction::Way::Nothing)},
        {"iq-error-closes",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (element.name != "iq" || element.attribute("type") != "error") return false;
                 stream.hangUp();
                 return true;
             });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
