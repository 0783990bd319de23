#pragma once

#include <string>
#include <string_view>

namespace xmppconf::sasl {

enum class Hash { Md5, Sha1, Sha256, Sha512 };

std::string_view nameOf(Hash hash);  ///< "MD5", "SHA-1", "SHA-256", "SHA-512"

/// Whether this installation of OpenSSL computes it; a FIPS one has no MD5. Ask before the first use: the
/// functions below throw std::runtime_error where it does not.
bool available(Hash hash);

std::string digest(Hash hash, std::string_view octets);
std::string hmac(Hash hash, std::string_view key, std::string_view octets);  ///< RFC 2104

std::string toHex(std::string_view octets);  ///< lower case

}  // namespace xmppconf::sasl
