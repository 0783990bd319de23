#pragma once

#include <functional>
#include <string>

#include "harness/sasl/Digest.h"
#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// Which nonce client-final sends back. Only the first is right; the proof fits in each case, so that nothing
/// but the nonce is wrong.
enum class FinalNonce { OfBoth, Changed, Client };

/// What the client brings to a SCRAM exchange, after all attributes have had their say.
struct ScramClient {
    Hash hash = Hash::Sha1;
    std::string gs2Header;    ///< flag, ",", a=authzid or nothing, ","
    std::string bindingData;  ///< octets behind the header in c=; empty without channel binding
    std::string user;         ///< prepared and escaped, or as the vector writes it
    std::string givenPassword;
    std::string password;    ///< prepared
    std::string nonce;       ///< the client's
    std::string extensions;  ///< behind the nonce of client-first; empty: none
    FinalNonce finalNonce = FinalNonce::OfBoth;
    std::string finalExtensions;        ///< behind the nonce of client-final; empty: none
    std::function<bool()> interrupted;  ///< see Surroundings
};

/// Attributes as in vectors/README.md. The user name is prepared as a query, the password as a stored string
/// (RFC 5802 sections 5.1 and 2.2). Without `gs2` the flag is p=BINDING where `binding` stands and else n; a
/// `gs2` that announces a binding by p= uses the data of that one, if the connection has them and nothing
/// else is said.
Result<ScramClient> scramClient(const Attributes& attributes, const Surroundings& surroundings);

}  // namespace xmppconf::sasl
