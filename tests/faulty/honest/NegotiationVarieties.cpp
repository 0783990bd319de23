#include "tests/faulty/faults/FaultTools.h"
#include "tests/faulty/honest/Variety.h"

namespace xmppconf::faulty {

namespace {

/// A command that is not empty is malformed (RFC 6120 section 5.4.2.2).
void refusesOddCommands(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!element.is(ns::tls, "starttls") || !element.firstChild) return false;
        stream.send(Markup::element(ns::tls, "failure"));
        stream.end();
        return true;
    });
}

/// A header that names no host is one for the only host that there is.
void takesEmptyHosts(Conduct& c) {
    c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent& header) {
        if (header.element->attribute("to") != "" || header.element->ns != ns::streams) return false;
        stream.sendHeader();
        stream.sendFeatures();
        return true;
    });
}

/// What is no stanza here is nothing (RFC 6120 section 4.8.4).
void ignoresTheUnknown(Conduct& c) {
    c.onElement.push_back([](Stream&, const xml::Element& element) { return element.ns == ns::server; });
}

}  // namespace

std::span<const Variety> negotiationVarieties() {
    static const std::vector<Variety> all = {
        {"refuses-odd-starttls", refusesOddCommands},
        {"takes-empty-hosts", takesEmptyHosts},
        {"ignores-stanzas-of-servers", ignoresTheUnknown},
        {"addresses-the-result-of-binding",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (!boundJid(outgoing.element)) return;
                 outgoing.element.set("to", stream.jid().full()).set("from", stream.jid().bare());
             });
         }},
        {"idle-abort-is-malformed",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!element.is(ns::sasl, "abort") || stream.authenticated() || stream.sasl().underWay())
                     return false;
                 stream.sasl().failWith("malformed-request");
                 return true;
             });
         }},
    };
    return all;
}

}  // namespace xmppconf::faulty
