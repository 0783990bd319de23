#pragma once

#include <openssl/ssl.h>

#include "harness/Result.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// Sets in a fresh session what the ClientHello shall say (SNI, ALPN, highest version) and what the server's
/// certificate has to name.
Result<void> prepareGreeting(SSL& ssl, const TlsSettings& settings);

}  // namespace xmppconf::octets
