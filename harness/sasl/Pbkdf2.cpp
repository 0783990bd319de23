#include "harness/sasl/Pbkdf2.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "harness/sasl/Hmac.h"

namespace xmppconf::sasl {

namespace {

constexpr unsigned kBetweenLooks = 4096;  // iterations; some milliseconds

Result<void> inBounds(std::string_view password, std::string_view salt, unsigned iterations) {
    if (iterations == 0) return Failure{"an iteration count of 0 hashes nothing"};
    if (iterations > mostIterations)
        return Failure{fmt::format("not judged: {} iterations exceed xmppconf's limit of {}", iterations,
                                   mostIterations)};
    if (salt.size() > longestSalt)
        return Failure{fmt::format("not judged: a salt of {} octets exceeds xmppconf's limit of {}",
                                   salt.size(), longestSalt)};
    if (password.size() > longestPassword)
        return Failure{fmt::format("the password is longer than {} octets", longestPassword)};
    return {};
}

}  // namespace

// OpenSSL's own PBKDF2 cannot be stopped, and a hostile server may make every conversation compute for
// seconds.
Result<std::string> pbkdf2(Hash hash, std::string_view password, std::string_view salt, unsigned iterations,
                           const std::function<bool()>& interrupted) {
    if (const Result<void> bounded = inBounds(password, salt, iterations); !bounded)
        return Failure{bounded.error()};
    Hmac hmac(hash, password);
    std::string step;
    bool good = hmac.update(salt) && hmac.update(std::string_view("\0\0\0\1", 4)) && hmac.finish(step);
    std::string key = step;
    bool stopped = false;
    for (unsigned done = 1; good && !stopped && done < iterations; ++done) {
        stopped = done % kBetweenLooks == 0 && interrupted && interrupted();
        good = hmac.update(step) && hmac.finish(step);
        for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<char>(key[i] ^ step[i]);
    }
    OPENSSL_cleanse(step.data(), step.size());
    if (!good || stopped) OPENSSL_cleanse(key.data(), key.size());
    if (stopped) return Failure{"the run was interrupted"};
    if (!good) return Failure{fmt::format("OpenSSL could not compute PBKDF2 with {}", nameOf(hash))};
    return key;
}

}  // namespace xmppconf::sasl
