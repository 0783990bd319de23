#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"

namespace xmppconf::sasl {

/// RFC 2831 section 2.1.1: a digest-challenge is shorter than this.
inline constexpr std::size_t digestChallengeBound = 2048;

/// A digest-challenge. Texts are the server's octets, in UTF-8 when `utf8`, else in ISO 8859-1.
struct DigestChallenge {
    std::vector<std::string> realms;  ///< in the server's order
    std::string nonce;                ///< never empty
    std::vector<std::string> qops;    ///< in lower case; "auth" where the server names none
    std::string algorithm;            ///< as the server spells it
    bool utf8 = false;
};

/// Judges form by the grammar and by what section 2.1.1 says about each directive; unknown directives are
/// ignored.
Result<DigestChallenge> parseDigestChallenge(std::string_view message);

/// The hex text of a response-auth, section 2.1.3.
Result<std::string> parseResponseAuth(std::string_view message);

}  // namespace xmppconf::sasl
