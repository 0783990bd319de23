#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// The domain that the header after SASL asked for, where it is not the server's.
std::string otherHost(Stream& stream) {
    const std::string to = stream.clientAttribute("to");
    return stream.authenticated() && to != stream.server().site().domain ? to : "";
}

}  // namespace

std::span<const Fault> restartFaults() {
    static const std::vector<Fault> faults = {
        {"restart-no-header",
         [](Conduct& c) {
             c.onClientHeader.push_back(
                 [](Stream& stream, const xml::StreamEvent&) { return stream.authenticated(); });
         }},
        {"restart-no-features",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (stream.authenticated()) features.reset();
             });
         }},
        {"restart-declaration-refused",
         [](Conduct& c) {
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent& header) {
                 if (!stream.authenticated() || !header.xmlDeclaration) return false;
                 stream.streamError("not-well-formed");
                 return true;
             });
         }},
        {"restart-closing-tag", behind("<success", "</stream:stream>")},
        {"restart-closes-connection",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.element.is(ns::sasl, "success"))
                     stream.later(octets::Duration::zero(), [&stream] { stream.hangUp(); });
             });
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 if (stream.authenticated()) stream.hangUp();
                 return stream.authenticated();
             });
         }},
        {"same-stream-id-after-sasl",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (stream.authenticated()) header.id = stream.id();
             });
         }},
        {"mechanisms-offered-after-sasl", inFeatures(When::AfterLogin,
                                                     [](Markup& features) {
                                                         features.add(Markup::element(ns::sasl, "mechanisms"))
                                                             .add(Markup::element(ns::sasl, "mechanism"))
                                                             .say("PLAIN");
                                                     })},
        {"bind-not-offered",
         inFeatures(When::AfterLogin, [](Markup& features) { features.removeChildren(ns::bind, "bind"); })},
        {"bind-offered-in-wrong-namespace", inFeatures(When::AfterLogin,
                                                       [](Markup& features) {
                                                           if (Markup* offer =
                                                                   features.child(ns::bind, "bind"))
                                                               offer->ns = ns::sasl;
                                                       })},
        {"stanza-without-restart-processed", [](Conduct& c) { c.restartsAfterSasl = false; }},
        {"auth-without-restart", onRead([](Stream& stream, std::string& octets) {
             if (!stream.authenticated() || !stream.awaitsHeader() || !octets.starts_with("<auth")) return;
             octets.clear();
             stream.writeRaw("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
         })},
        {"host-changed-after-sasl",
         [](Conduct& c) {
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 if (otherHost(stream).empty()) return false;
                 stream.sendHeader();
                 stream.sendFeatures();
                 return true;
             });
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (const std::string host = otherHost(stream); !host.empty()) header.from = host;
             });
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 Markup* jid = boundJid(outgoing.element);
                 if (const std::string host = otherHost(stream); jid && !host.empty())
                     setText(*jid, stream.user() + "@" + host + "/" + stream.jid().resource);
             });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
