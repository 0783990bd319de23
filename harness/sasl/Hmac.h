#pragma once

#include <openssl/evp.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "harness/sasl/Digest.h"

namespace xmppconf::sasl {

/// HMAC (RFC 2104) with one key over many texts, without hashing the key again for each.
class Hmac {
  public:
    Hmac(Hash hash, std::string_view key);

    /// Continues the text. False where OpenSSL fails, and from then on.
    bool update(std::string_view text);
    /// Ends the text and writes its code; the next text begins.
    bool finish(std::string& code);

  private:
    struct Free {
        void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
        void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    };

    std::size_t size_;  ///< of a code, in octets
    std::unique_ptr<EVP_MAC, Free> mac_;
    std::unique_ptr<EVP_MAC_CTX, Free> context_;
    bool good_ = false;
};

}  // namespace xmppconf::sasl
