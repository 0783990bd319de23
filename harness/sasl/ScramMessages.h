#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::sasl {

/// No message of a server is longer than this to us; RFC 5802 names no bound.
inline constexpr std::size_t longestScramMessage = 512UL * 1024;  ///< more than any element that is read

/// RFC 5802 section 7, server-first-message.
struct ServerFirst {
    std::string nonce;        ///< the client's and the server's part
    std::string serverNonce;  ///< the server's part, never empty
    std::string salt;         ///< decoded, never empty
    std::string iterations;   ///< a decimal number above 0 without leading zeros, of any size
};

/// RFC 5802 section 7, server-final-message: either of the two.
struct ServerFinal {
    std::string signature;  ///< decoded; empty when the server sent an error
    std::string error;      ///< empty when the server sent a signature
};

/// These judge form only, by the grammar and by what section 5.1 has the client check. The sentences say what
/// is wrong and quote nothing of the message.
Result<ServerFirst> parseServerFirst(std::string_view message, std::string_view clientNonce);
Result<ServerFinal> parseServerFinal(std::string_view message);

/// A user name or authorization identity as RFC 5802 writes it: "," as =2C and "=" as =3D.
std::string scramName(std::string_view text);

}  // namespace xmppconf::sasl
