#pragma once

#include <string>
#include <string_view>

namespace xmppconf::sasl {

/// What goes into the numbers of DIGEST-MD5, each as the octets that are hashed.
struct DigestParts {
    std::string username;
    std::string realm;  ///< empty where none is sent
    std::string password;
    std::string nonce;
    std::string cnonce;
    std::string nonceCount;
    std::string qop;  ///< "auth" where none is sent
    std::string digestUri;
    std::string authzid;  ///< empty: none
};

/// H({ user:realm:password }), which a server may keep instead of the password: 16 octets.
std::string digestMd5PasswordHash(const DigestParts& parts);
/// H(A1), with which all numbers of one session are made: 16 octets.
std::string digestMd5SessionKey(const DigestParts& parts);

enum class DigestSide { Client, Server };

/// RFC 2831 section 2.1.2.1, the client's response-value, and 2.1.3, the server's: 32 hexadecimal digits. For
/// qop auth-int and auth-conf A2 ends with the zeros that stand for the body.
std::string digestMd5Value(const DigestParts& parts, DigestSide side);

}  // namespace xmppconf::sasl
