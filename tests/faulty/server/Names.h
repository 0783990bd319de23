#pragma once

#include <string_view>

/// The namespaces that the server speaks of. None comes from the harness that it tries: a wrong letter there
/// would agree with itself.
namespace xmppconf::faulty::ns {

inline constexpr std::string_view client = "jabber:client";
inline constexpr std::string_view server = "jabber:server";
inline constexpr std::string_view streams = "http://etherx.jabber.org/streams";
inline constexpr std::string_view streamErrors = "urn:ietf:params:xml:ns:xmpp-streams";
inline constexpr std::string_view stanzaErrors = "urn:ietf:params:xml:ns:xmpp-stanzas";
inline constexpr std::string_view tls = "urn:ietf:params:xml:ns:xmpp-tls";
inline constexpr std::string_view sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
inline constexpr std::string_view saslBindings = "urn:xmpp:sasl-cb:0";
inline constexpr std::string_view bind = "urn:ietf:params:xml:ns:xmpp-bind";
inline constexpr std::string_view session = "urn:ietf:params:xml:ns:xmpp-session";
inline constexpr std::string_view streamManagement = "urn:xmpp:sm:3";
inline constexpr std::string_view rosterVersions = "urn:xmpp:features:rosterver";
inline constexpr std::string_view ping = "urn:xmpp:ping";
inline constexpr std::string_view version = "jabber:iq:version";
inline constexpr std::string_view roster = "jabber:iq:roster";
inline constexpr std::string_view discoInfo = "http://jabber.org/protocol/disco#info";
inline constexpr std::string_view discoItems = "http://jabber.org/protocol/disco#items";
inline constexpr std::string_view delay = "urn:xmpp:delay";

}  // namespace xmppconf::faulty::ns
