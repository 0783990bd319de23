#pragma once

#include "harness/Result.h"
#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// A new client session for these settings, without BIOs and without the name of the server. The files they
/// name are read once per process: loading an authority bundle takes longer than a login. Thread-safe.
Result<SslHandle> newTlsClient(const TlsSettings& settings);

}  // namespace xmppconf::octets
