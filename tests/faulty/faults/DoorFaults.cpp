#include "tests/faulty/faults/FaultTools.h"
#include "tests/faulty/server/Doors.h"

namespace xmppconf::faulty {

namespace {

auto door(const IqAuthDoor& how) {
    return [=](Conduct& c) { addIqAuth(c, how); };
}

void compress(Stream& stream, const xml::Element&) { stream.send(Markup::element(kCompress, "compressed")); }

void resume(Stream& stream, const xml::Element& request) {
    Markup resumed = Markup::element(kManagement, "resumed");
    stream.send(resumed.set("previd", request.attribute("previd").value_or("")).set("h", "0"));
}

}  // namespace

std::span<const Fault> doorFaults() {
    static const std::vector<Fault> faults = {
        {"iq-auth-hidden", door({.saysSo = false})},
        {"iq-auth-before-tls", door({.opensBeforeTls = true})},
        {"iq-auth-fields-missing", door({.asksForResource = false})},
        {"iq-auth-unknown-user-told", door({.asksStrangersToo = false})},
        {"iq-auth-password-not-verified", door({.verifiesPasswords = false})},
        {"iq-auth-after-failed-sasl", door({.opensAfterFailure = true})},
        {"compression-begins-unoffered", onElement(kCompress, "compress", compress)},
        {"compression-of-any-method", [](Conduct& c) { addCompression(c, compress); }},
        {"compression-failure-closes",
         [](Conduct& c) {
             addCompression(c, [](Stream& stream, const xml::Element&) {
                 stream.streamError("unsupported-stanza-type");
             });
         }},
        {"stream-resumed-before-login", [](Conduct& c) { addManagement(c, resume); }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
