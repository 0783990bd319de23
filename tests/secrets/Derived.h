#pragma once

#include <string>
#include <string_view>

#include "harness/sasl/Digest.h"

namespace xmppconf::test {

/// RFC 5802 section 3: what SCRAM derives from a password, whatever the nonces.
struct ScramSecrets {
    std::string saltedPassword, clientKey, storedKey, serverKey;
};

ScramSecrets scramSecrets(sasl::Hash hash, std::string_view password, std::string_view salt,
                          unsigned iterations);

/// Of a mechanism's name, like SCRAM-SHA-256-PLUS.
sasl::Hash hashOf(std::string_view mechanism);

}  // namespace xmppconf::test
