#pragma once

#include <string>

namespace xmppconf::octets {

/// Empties this thread's OpenSSL error queue and says, as part of a sentence, what its most telling error
/// means; an alert from the peer is told as such. Without any error: "unknown error".
std::string takeOpenSslError();

}  // namespace xmppconf::octets
