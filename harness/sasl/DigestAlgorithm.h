#pragma once

#include <openssl/evp.h>

#include "harness/sasl/Digest.h"

namespace xmppconf::sasl {

/// OpenSSL's name for a hash. Not owned; never null.
const EVP_MD* algorithmOf(Hash hash);

}  // namespace xmppconf::sasl
