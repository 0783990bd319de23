#include <algorithm>
#include <vector>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

/// Presence of such types for such a goal.
auto presenceFor(Goal goal, std::vector<std::string_view> types) {
    return [=](Stream& stream, const xml::Element& element) {
        return isKind(element, "presence") && goalOf(stream, element) == goal &&
               std::find(types.begin(), types.end(), typeOf(element)) != types.end() &&
               (goal != Goal::Account || isAway(stream, element));
    };
}

const std::vector<std::string_view> kUnavailable = {"unavailable"};
const std::vector<std::string_view> kProbe = {"probe"};
const std::vector<std::string_view> kAnswers = {"subscribed", "unsubscribe", "unsubscribed"};

bool isFromNoAddress(Stream&, const xml::Element& element) {
    const auto from = element.attribute("from");
    return from && !Jid::parse(*from);
}

}  // namespace

std::span<const Fault> absentFaults() {
    static const std::vector<Fault> faults = {
        {"presence-to-unknown-user-unavailable-answered",
         refused(presenceFor(Goal::UnknownUser, kUnavailable), "service-unavailable")},
        {"probe-of-unknown-user-forbidden",
         refused(presenceFor(Goal::UnknownUser, kProbe), "forbidden", "auth")},
        {"subscribe-to-unknown-user-refused",
         refused(presenceFor(Goal::UnknownUser, {"subscribe"}), "item-not-found")},
        {"subscription-to-unknown-user-refused",
         refused(presenceFor(Goal::UnknownUser, kAnswers), "item-not-found")},
        {"presence-to-absent-user-unavailable-answered",
         refused(presenceFor(Goal::Account, kUnavailable), "recipient-unavailable", "wait")},
        {"probe-of-absent-user-forbidden", refused(presenceFor(Goal::Account, kProbe), "forbidden", "auth")},
        {"presence-to-absent-resource-answered",
         refused(presenceFor(Goal::AbsentResource, {"", "unavailable"}), "recipient-unavailable", "wait")},
        {"subscription-to-absent-resource-refused",
         refused(presenceFor(Goal::AbsentResource, kAnswers), "service-unavailable")},
        {"probe-of-absent-resource-forbidden",
         refused(presenceFor(Goal::AbsentResource, kProbe), "forbidden", "auth")},

        // addresses that are none
        {"malformed-from-hangs-up", hungUp(isFromNoAddress)},
        {"malformed-from-wrong-condition",
         whenever(isFromNoAddress,
                  [](Stream& stream, const xml::Element&) { stream.streamError("improper-addressing"); })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
