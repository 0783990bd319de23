#pragma once

#include <string>

#include "harness/Result.h"
#include "harness/sasl/DigestChallenge.h"
#include "harness/sasl/DigestResponse.h"
#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// What the client brings to a DIGEST-MD5 exchange, in UTF-8, after the attributes had their say.
struct DigestClient {
    std::string user;
    std::string password;
    std::string domain;
    std::string cnonce;
};

/// A digest-response: what is hashed, and what differs from that on the wire.
struct DigestAnswer {
    DigestParts hashed;
    std::string username;  ///< on the wire: in the response's charset, not yet quoted
    std::string charset;   ///< empty: none
    bool saysRealm = true;
    bool saysQop = true;
};

/// RFC 2831 section 2.1.2, authentication only (qop auth; another `qop` is put into response and hash, but no
/// layer follows). User and password go in as given: that specification knows no preparation. Attributes
/// replace the values of the directives; realm, charset, qop and authzid are left out of the response when
/// their attribute is empty. Without `realm`: the only realm offered; of several the domain, if it is among
/// them; else none.
Result<DigestAnswer> digestAnswer(const DigestChallenge& challenge, const DigestClient& client,
                                  const Attributes& attributes);

/// The answer as it goes out. What is quoted and what is not follows the grammar: some servers parse by it to
/// the letter.
std::string textOf(const DigestAnswer& answer);

std::string digestUriOf(const DigestClient& client, const Attributes& attributes);

}  // namespace xmppconf::sasl
