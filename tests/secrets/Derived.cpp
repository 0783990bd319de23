#include "tests/secrets/Derived.h"

#include "harness/sasl/Pbkdf2.h"

namespace xmppconf::test {

ScramSecrets scramSecrets(sasl::Hash hash, std::string_view password, std::string_view salt,
                          unsigned iterations) {
    ScramSecrets made;
    made.saltedPassword = sasl::pbkdf2(hash, password, salt, iterations).value();
    made.clientKey = sasl::hmac(hash, made.saltedPassword, "Client Key");
    made.storedKey = sasl::digest(hash, made.clientKey);
    made.serverKey = sasl::hmac(hash, made.saltedPassword, "Server Key");
    return made;
}

sasl::Hash hashOf(std::string_view mechanism) {
    if (mechanism.starts_with("SCRAM-SHA-1")) return sasl::Hash::Sha1;
    return mechanism.starts_with("SCRAM-SHA-256") ? sasl::Hash::Sha256 : sasl::Hash::Sha512;
}

}  // namespace xmppconf::test
