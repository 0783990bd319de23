#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// A request for a session.
template <class Deal>
auto onRequest(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return stream.bound() && element.child(ns::session, "session") != nullptr &&
                   deal(stream, element);
        });
    };
}

}  // namespace

std::span<const Fault> sessionFaults() {
    static const std::vector<Fault> faults = {
        {"session-refused", onRequest([](Stream& stream, const xml::Element& request) {
             stream.send(errorOf(request, "feature-not-implemented", "cancel"));
             return true;
         })},
        {"session-ignored", onRequest([](Stream&, const xml::Element&) { return true; })},
        {"second-session-ignored", onRequest([](Stream& stream, const xml::Element&) {
             std::string& seen = stream.notes["session"];
             return !std::exchange(seen, "yes").empty();
         })},
        {"session-demanded",
         [](Conduct& c) {
             inFeatures(When::AfterLogin,
                        [](Markup& features) { features.removeChildren(ns::session, "session"); })(c);
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!stream.bound() || !isStanza(element)) return false;
                 std::string& established = stream.notes["session"];
                 if (!element.child(ns::session, "session")) return established.empty();
                 established = "yes";
                 stream.send(resultOf(element));
                 return true;
             });
         }},
        {"session-not-offered",
         inFeatures(When::AfterLogin,
                    [](Markup& features) { features.removeChildren(ns::session, "session"); })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
