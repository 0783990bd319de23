#include <algorithm>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

bool isProtected(Stream& stream) { return stream.tls() && !stream.authenticated(); }

std::string languageOf(Stream& stream) { return stream.clientAttribute("lang", xml::kXmlNamespace); }

/// The language of the header in the clear.
const std::string& clearLanguage(Stream& stream) {
    std::string& language = stream.notes["language"];
    if (!stream.tls()) language = languageOf(stream);
    return language;
}

/// A starttls command where it is too late for one.
template <class When, class Deal>
auto lateCommand(When when, Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!element.is(ns::tls, "starttls") || !when(stream)) return false;
            deal(stream);
            return true;
        });
    };
}

void proceed(Stream& stream) { stream.send(Markup::element(ns::tls, "proceed")); }

/// Whose right PLAIN login this is.
void noteLogin(Stream& stream, const std::string& base64) {
    const std::string message = sasl::decodeBase64(base64).value_or("");
    const auto user = message.substr(std::min<std::size_t>(1, message.size()), message.find('\0', 1) - 1);
    const std::string* password = stream.server().passwordOf(user);
    if (password && message.ends_with('\0' + *password)) stream.notes["injected"] = user;
}

/// One that travels behind the starttls command.
void noteInjectedLogin(Stream& stream, const std::string& octets) {
    constexpr std::string_view kBegin = "mechanism='PLAIN'>";
    const auto begin = octets.find(kBegin);
    if (begin == octets.npos || octets.find("<starttls") > begin) return;
    const auto data = begin + kBegin.size();
    noteLogin(stream, octets.substr(data, octets.find('<', data) - data));
}

/// Whose login that was is logged in; false: nobody's, or he is already.
bool becomeInjected(Stream& stream) {
    const std::string& user = stream.notes["injected"];
    if (user.empty() || !stream.tls() || stream.authenticated()) return false;
    stream.become(user);
    return true;
}

void offerWhatIsAfterLogin(Stream& stream, std::optional<Markup>& features) {
    if (!becomeInjected(stream)) return;
    features = Markup::element(ns::streams, "features");
    features->prefix = "stream";
    features->add(Markup::element(ns::bind, "bind"));
}

void addStartTls(Markup& features) { features.add(Markup::element(ns::tls, "starttls")); }

}  // namespace

std::span<const Fault> tlsFaults() {
    static const std::vector<Fault> faults = {
        {"starttls-not-offered",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) { features.removeChildren(ns::tls, "starttls"); })},
        {"starttls-required-not-marked", inFeatures(When::BeforeLogin,
                                                    [](Markup& features) {
                                                        if (Markup* offer =
                                                                features.child(ns::tls, "starttls"))
                                                            offer->content.clear();
                                                    })},
        {"features-beside-required-starttls",
         inFeatures(When::BeforeLogin,
                    [](Markup& features) {
                        const Markup* offer = features.child(ns::tls, "starttls");
                        if (!offer || offer->content.empty()) return;
                        features.add(Markup::element(ns::sasl, "mechanisms"))
                            .add(Markup::element(ns::sasl, "mechanism"))
                            .say("SCRAM-SHA-1");
                    })},
        {"required-tls-bypassed", [](Conduct& c) { c.enforcesTls = false; }},
        {"required-tls-bypassed-by-scram",
         [](Conduct& c) {
             c.enforcesTls = false;
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const bool plain = element.is(ns::sasl, "auth") && element.attribute("mechanism") == "PLAIN";
                 if (!plain || stream.tls() || !stream.server().site().profile.demandsTls) return false;
                 stream.sasl().fail(Refusal::NeedsTls);
                 return true;
             });
         }},
        {"auth-before-tls-condition", condition(Refusal::NeedsTls, "temporary-auth-failure")},
        {"starttls-ignored", onElement(ns::tls, "starttls", [](Stream&, const xml::Element&) {})},
        {"starttls-end-tag-not-understood", onRead([](Stream& stream, const std::string& octets) {
             if (octets.find("</starttls>") != octets.npos) stream.goDeaf();
         })},
        {"starttls-in-pieces-ignored", onRead([](Stream& stream, const std::string& octets) {
             if (octets.starts_with("<start") && octets.find('>') == octets.npos) stream.goDeaf();
         })},
        {"starttls-any-namespace",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (element.name != "starttls" || element.ns == ns::tls) return false;
                 proceed(stream);
                 return true;
             });
         }},
        {"starttls-prefix-not-understood",
         [](Conduct& c) {
             c.onElement.push_back([](Stream&, const xml::Element& element) {
                 return element.is(ns::tls, "starttls") && !element.prefix.empty();
             });
         }},
        {"white-space-before-proceed",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.element.is(ns::tls, "proceed")) stream.writeRaw("\n");
             });
         }},
        {"data-after-proceed", behind("<proceed",
                                      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                                      "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>")},
        {"starttls-no-handshake", [](Conduct& c) { c.shakesHands = false; }},
        {"certificate-of-another-domain", [](Conduct& c) { c.handshake.ownDomain = false; }},
        {"certificate-of-anybody-taken", [](Conduct& c) { c.handshake.verifiesClients = false; }},
        {"certificate-not-requested", [](Conduct& c) { c.handshake.requestsCertificate = false; }},
        {"ssl-2-spoken", [](Conduct& c) { c.handshake.speaksSsl2 = true; }},
        {"failed-handshake-stays-open", [](Conduct& c) { c.endsAfterFailedHandshake = false; }},
        {"failed-handshake-closing-tag",
         [](Conduct& c) {
             c.onFailedHandshake.push_back([](Stream& stream) { stream.writeRaw("</stream:stream>"); });
         }},
        {"injected-behind-starttls-obeyed",
         [](Conduct& c) { c.behindStartTls = Conduct::BehindStartTls::AfterTls; }},
        {"injected-behind-starttls-answered-in-the-clear",
         [](Conduct& c) { c.behindStartTls = Conduct::BehindStartTls::InTheClear; }},
        {"injected-login-obeyed-in-the-clear",
         [](Conduct& c) {
             c.behindStartTls = Conduct::BehindStartTls::InTheClear;
             c.onRead.push_back(noteInjectedLogin);
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const std::string& user = stream.notes["injected"];
                 if (!element.is(ns::sasl, "auth") || user.empty() || stream.tls()) return false;
                 stream.sasl().succeed(user, std::nullopt);
                 return true;
             });
         }},
        {"injected-login-kept",
         [](Conduct& c) {
             c.onRead.push_back(noteInjectedLogin);
             c.onFeatures.push_back(offerWhatIsAfterLogin);
         }},
        {"login-before-required-tls-kept",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (stream.tls() || !stream.server().site().profile.demandsTls ||
                     !element.is(ns::sasl, "auth") || element.attribute("mechanism") != "PLAIN")
                     return false;
                 noteLogin(stream, element.text());
                 return true;
             });
             c.onFeatures.push_back(offerWhatIsAfterLogin);
         }},
        {"injected-login-binds",
         [](Conduct& c) {
             c.onRead.push_back(noteInjectedLogin);
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (element.is(ns::client, "iq")) becomeInjected(stream);
                 return false;
             });
         }},
        {"from-remembered-after-tls",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 std::string& from = stream.notes["from"];
                 if (!stream.tls()) from = header.to.value_or("");
                 if (isProtected(stream) && !header.to && !from.empty()) header.to = from;
             });
         }},
        {"lang-remembered-after-tls",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 const std::string& clear = clearLanguage(stream);
                 if (isProtected(stream) && languageOf(stream).empty() && !clear.empty()) header.lang = clear;
             });
         }},
        {"stanza-lang-remembered-after-tls",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header&) { clearLanguage(stream); });
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const bool none = stream.tls() && languageOf(stream).empty() &&
                                   !element.attribute("lang", xml::kXmlNamespace);
                 stream.server().notes["clear language"] = none ? clearLanguage(stream) : "";
                 return false;
             });
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 const std::string& clear = stream.server().notes["clear language"];
                 if (outgoing.relayed && !clear.empty())
                     outgoing.element.set("lang", clear, xml::kXmlNamespace);
             });
         }},
        {"host-remembered-after-tls",
         [](Conduct& c) {
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 if (!isProtected(stream)) return false;
                 stream.sendHeader();
                 stream.sendFeatures();
                 return true;
             });
         }},
        {"any-host-after-tls",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (isProtected(stream)) header.from = stream.clientAttribute("to");
             });
             c.onClientHeader.push_back([](Stream& stream, const xml::StreamEvent&) {
                 if (!isProtected(stream)) return false;
                 stream.sendHeader();
                 stream.sendFeatures();
                 return true;
             });
         }},
        {"tls-no-header",
         [](Conduct& c) {
             c.onClientHeader.push_back(
                 [](Stream& stream, const xml::StreamEvent&) { return isProtected(stream); });
         }},
        {"tls-no-features",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (isProtected(stream)) features.reset();
             });
         }},
        {"same-stream-id-after-tls",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (isProtected(stream)) header.id = stream.id();
             });
         }},
        {"starttls-offered-after-tls", inFeatures(When::OverTls, addStartTls)},
        {"tls-no-mechanisms",
         inFeatures(When::OverTls,
                    [](Markup& features) { features.removeChildren(ns::sasl, "mechanisms"); })},
        {"starttls-again-accepted", lateCommand(isProtected, proceed)},
        {"starttls-again-stream-error",
         lateCommand(isProtected, [](Stream& stream) { stream.streamError("not-authorized"); })},
        {"starttls-failure-stays-open",
         lateCommand(isProtected, [](Stream& stream) { stream.send(Markup::element(ns::tls, "failure")); })},
        {"starttls-offered-after-sasl", inFeatures(When::AfterLogin, addStartTls)},
        {"starttls-after-sasl-accepted",
         lateCommand([](Stream& stream) { return stream.authenticated(); }, proceed)},
        {"starttls-after-sasl-ignored",
         lateCommand([](Stream& stream) { return stream.authenticated(); }, [](Stream&) {})},
        {"starttls-after-sasl-stream-error",
         lateCommand([](Stream& stream) { return stream.authenticated(); },
                     [](Stream& stream) { stream.streamError("unsupported-stanza-type"); })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
