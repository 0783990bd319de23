#include "tests/faulty/FaultTools.h"

namespace xmppconf::faulty {

std::span<const Fault> headerFaults() {
    static const std::vector<Fault> faults = {
        {"header-without-id", inHeader([](Header& header) { header.id.reset(); })},
        {"header-empty-id", inHeader([](Header& header) { header.id = ""; })},
        {"header-constant-id", inHeader([](Header& header) { header.id = "1"; })},
        {"header-without-from", inHeader([](Header& header) { header.from.reset(); })},
        {"header-from-is-account", inHeader([](Header& header) { header.from = "juliet@" + *header.from; })},
        {"header-without-to", inHeader([](Header& header) { header.to.reset(); })},
        {"header-without-version", inHeader([](Header& header) { header.version.reset(); })},
        {"header-version-2.0", inHeader([](Header& header) { header.version = "2.0"; })},
        {"header-without-lang", inHeader([](Header& header) { header.lang.reset(); })},
        {"header-without-declaration", inHeader([](Header& header) { header.declaration = false; })},
        {"version-compared-as-text",
         [](Conduct& c) {
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 if (stream.clientAttribute("version") == "1.0") return false;
                 stream.streamError("unsupported-version");
                 return true;
             });
         }},
        {"header-double-quotes-ignored",
         [](Conduct& c) {
             c.onRead.push_back([](Stream& stream, std::string& octets) {
                 if (stream.awaitsHeader() && octets.find("=\"") != octets.npos) stream.goDeaf();
             });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
