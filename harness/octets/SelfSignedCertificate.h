#pragma once

#include <openssl/ssl.h>

#include <string>

#include "harness/Result.h"

namespace xmppconf::octets {

/// Gives a fresh session a certificate to show that nobody vouches for: signed by itself, with a new key, and
/// with the JID as its XmppAddr (RFC 6120 §13.7.1.4). Nothing else in it says who the client is.
Result<void> showSelfSigned(SSL& ssl, const std::string& jid);

}  // namespace xmppconf::octets
