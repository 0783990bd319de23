#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "harness/Result.h"
#include "harness/sasl/Digest.h"

namespace xmppconf::sasl {

/// RFC 5802 section 9 lets a client draw a line against servers that would keep it busy. Two million take
/// about a second and are more than any present advice for servers asks for (1.4 million for SHA-1).
inline constexpr unsigned mostIterations = 2'000'000;
inline constexpr std::size_t longestSalt = 1024;            ///< octets
inline constexpr std::size_t longestPassword = 256 * 1024;  ///< octets, prepared

/// Hi() of RFC 5802 section 2.2: PBKDF2 with HMAC, as long as one output of the hash. Blocks for the time it
/// takes, within the bounds above, or until `interrupted`, which is asked every few milliseconds, says so;
/// the sentence says which bound does not hold.
Result<std::string> pbkdf2(Hash hash, std::string_view password, std::string_view salt, unsigned iterations,
                           const std::function<bool()>& interrupted = {});

}  // namespace xmppconf::sasl
