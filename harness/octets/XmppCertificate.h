#pragma once

#include <openssl/x509.h>

#include <string_view>

namespace xmppconf::octets {

/// The certificate names this domain as an XmppAddr or as the SRVName `_xmpp-client.DOMAIN`: the identifiers
/// RFC 6120 §13.7.1.2 adds to DNS names, and OpenSSL's own check does not know.
bool namesXmppDomain(const X509& certificate, std::string_view domain);

}  // namespace xmppconf::octets
