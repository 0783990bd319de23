#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> closingFaults() {
    static const std::vector<Fault> faults = {
        {"no-closing-tag", [](Conduct& c) { c.sendsClosingTag = false; }},
        {"stanza-before-closing-tag-lost", onRead([](Stream& stream, std::string& octets) {
             const auto tag = octets.find("</stream:stream>");
             if (stream.bound() && tag != octets.npos) octets.erase(0, tag);
         })},
        {"stanza-after-closing-tag",
         behind("</stream:stream>", "<presence from='romeo@faulty.example/orchard'/>")},
        {"no-close-notify", [](Conduct& c) { c.tlsEnd = TlsEnd::Nothing; }},
        {"data-after-close-processed",
         [](Conduct& c) {
             c.onRead.push_back([](Stream&, std::string& octets) {
                 constexpr std::string_view tag = "</stream:stream>";
                 const auto at = octets.find(tag);
                 if (at == octets.npos) return;
                 octets.erase(at, tag.size());
                 octets += tag;
             });
         }},
        {"resource-kept-after-close", [](Conduct& c) { c.freesResources = false; }},
        {"connection-stays-open", [](Conduct& c) { c.endsConnection = false; }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
