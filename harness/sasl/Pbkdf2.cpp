#include "harness/sasl/Pbkdf2.h"

#include <fmt/format.h>

#include "harness/sasl/DigestAlgorithm.h"

namespace xmppconf::sasl {

Result<std::string> pbkdf2(Hash hash, std::string_view password, std::string_view salt, unsigned iterations) {
    if (iterations == 0) return Failure{"an iteration count of 0 hashes nothing"};
    if (iterations > mostIterations)
        return Failure{
            fmt::format("{} iterations are more than the {} that are computed", iterations, mostIterations)};
    if (salt.size() > longestSalt)
        return Failure{
            fmt::format("a salt of {} octets is longer than the {} that are used", salt.size(), longestSalt)};
    if (password.size() > longestPassword)
        return Failure{fmt::format("the password is longer than {} octets", longestPassword)};

    const EVP_MD* algorithm = algorithmOf(hash);
    std::string key(static_cast<std::size_t>(EVP_MD_get_size(algorithm)), '\0');
    const int done =
        PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                          reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()),
                          static_cast<int>(iterations), algorithm, static_cast<int>(key.size()),
                          reinterpret_cast<unsigned char*>(key.data()));
    if (done != 1) return Failure{fmt::format("OpenSSL could not compute PBKDF2 with {}", nameOf(hash))};
    return key;
}

}  // namespace xmppconf::sasl
