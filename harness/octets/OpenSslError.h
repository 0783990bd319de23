#pragma once

#include <string>

namespace xmppconf::octets {

/// Empties this thread's OpenSSL error queue and says, as part of a sentence, what its most telling error
/// means; an alert from the peer is told as such. Without any error: "unknown error".
std::string takeOpenSslError();

/// The error, a code of OpenSSL, is a fatal alert of the peer's, and none that OpenSSL found itself.
bool isAlert(unsigned long code);

}  // namespace xmppconf::octets
