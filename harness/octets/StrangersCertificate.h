#pragma once

#include <openssl/ssl.h>

#include <string>

#include "harness/Result.h"

namespace xmppconf::octets {

/// Who signs a certificate that no server has a reason to trust.
enum class StrangersIssuer { Itself, UnknownAuthority };

/// Gives a fresh session a certificate to show, made on the spot with a new key, and with the JID as its
/// XmppAddr (RFC 6120 §13.7.1.4). Nothing else in it says who the client is. The authority is as new, and
/// sent along.
Result<void> showStrangersCertificate(SSL& ssl, const std::string& jid, StrangersIssuer issuer);

}  // namespace xmppconf::octets
