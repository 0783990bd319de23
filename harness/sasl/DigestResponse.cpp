#include "harness/sasl/DigestResponse.h"

#include "harness/sasl/Digest.h"
#include "harness/sasl/Directives.h"

namespace xmppconf::sasl {

namespace {

std::string md5(std::string_view octets) { return digest(Hash::Md5, octets); }

}  // namespace

std::string digestMd5PasswordHash(const DigestParts& parts) {
    return md5(parts.username + ":" + parts.realm + ":" + parts.password);
}

std::string digestMd5SessionKey(const DigestParts& parts) {
    std::string a1 = digestMd5PasswordHash(parts) + ":" + parts.nonce + ":" + parts.cnonce;
    if (!parts.authzid.empty()) a1 += ":" + parts.authzid;
    return md5(a1);
}

std::string digestMd5Value(const DigestParts& parts, DigestSide side) {
    std::string a2 = side == DigestSide::Client ? "AUTHENTICATE:" : ":";
    a2 += parts.digestUri;
    const std::string qop = lowerCase(parts.qop);
    if (qop == "auth-int" || qop == "auth-conf") a2 += ":" + std::string(32, '0');

    return toHex(md5(toHex(digestMd5SessionKey(parts)) + ":" + parts.nonce + ":" + parts.nonceCount + ":" +
                     parts.cnonce + ":" + parts.qop + ":" + toHex(md5(a2))));
}

}  // namespace xmppconf::sasl
