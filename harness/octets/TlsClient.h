#pragma once

#include "harness/Result.h"
#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// A new client session that greets and checks the server as these settings want it, without BIOs. The files
/// they name are read once per process: loading an authority bundle takes longer than a login. Fails with a
/// sentence where the settings cannot be used. Thread-safe.
Result<SslHandle> newTlsClient(const TlsSettings& settings);

}  // namespace xmppconf::octets
