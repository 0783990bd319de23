#pragma once

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <string>
#include <string_view>

#include "harness/Result.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

// Whether a server's certificate is good: who issued it, and whom it names (RFC 6120 §13.7.1, RFC 6125).

/// All sessions of this context check certificates against these authorities (PEM; empty: the system's), and
/// take a name in XMPP's own forms as well. False where OpenSSL cannot use the file: its errors say why.
bool trust(SSL_CTX& context, const std::string& authoritiesFile);

/// Sets in a fresh session what the server's certificate has to name, and whether a bad one ends the
/// handshake. Fails where that cannot be checked.
Result<void> expectServer(SSL& ssl, const TlsSettings& settings);

/// Once the handshake is over: what came of the checks, in the facts.
void noteVerification(SSL& ssl, X509& certificate, TlsFacts& facts);

/// The certificate names this domain as an XmppAddr or as the SRVName `_xmpp-client.DOMAIN`: the identifiers
/// RFC 6120 §13.7.1.2 adds to DNS names, and OpenSSL's own check does not know.
bool namesXmppDomain(const X509& certificate, std::string_view domain);

}  // namespace xmppconf::octets
