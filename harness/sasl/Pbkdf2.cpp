#include "harness/sasl/Pbkdf2.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

#include "harness/sasl/DigestAlgorithm.h"

namespace xmppconf::sasl {

namespace {

constexpr unsigned kBetweenLooks = 4096;  // iterations; some milliseconds

struct Free {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

/// HMAC with one key over many texts.
class KeyedHmac {
  public:
    KeyedHmac(Hash hash, std::string_view key)
        : mac_(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr)), context_(EVP_MAC_CTX_new(mac_.get())) {
        std::string name = EVP_MD_get0_name(algorithmOf(hash));
        const std::array<OSSL_PARAM, 2> parameters = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
            OSSL_PARAM_construct_end()};
        // OpenSSL takes a null key for "the key of before".
        good_ = context_ && EVP_MAC_init(context_.get(), octets(key.empty() ? "" : key), key.size(),
                                         parameters.data()) == 1;
    }

    /// False where OpenSSL fails, and for good.
    bool update(std::string_view text) {
        return good_ = good_ && EVP_MAC_update(context_.get(), octets(text), text.size()) == 1;
    }
    /// Writes the code, as long as `code` is, and begins again with the same key.
    bool finish(std::string& code) {
        std::size_t length = 0;
        return good_ = good_ &&
                       EVP_MAC_final(context_.get(), reinterpret_cast<unsigned char*>(code.data()), &length,
                                     code.size()) == 1 &&
                       EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1;
    }

  private:
    static const unsigned char* octets(std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    }

    std::unique_ptr<EVP_MAC, Free> mac_;
    std::unique_ptr<EVP_MAC_CTX, Free> context_;
    bool good_ = false;
};

Result<void> inBounds(std::string_view password, std::string_view salt, unsigned iterations) {
    if (iterations == 0) return Failure{"an iteration count of 0 hashes nothing"};
    if (iterations > mostIterations)
        return Failure{
            fmt::format("{} iterations are more than the {} that are computed", iterations, mostIterations)};
    if (salt.size() > longestSalt)
        return Failure{
            fmt::format("a salt of {} octets is longer than the {} that are used", salt.size(), longestSalt)};
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
    KeyedHmac hmac(hash, password);
    std::string step(static_cast<std::size_t>(EVP_MD_get_size(algorithmOf(hash))), '\0');
    bool good = hmac.update(salt) && hmac.update(std::string_view("\0\0\0\1", 4)) && hmac.finish(step);
    std::string key = step;
    for (unsigned done = 1; good && done < iterations; ++done) {
        if (done % kBetweenLooks == 0 && interrupted && interrupted())
            return Failure{"the run was interrupted"};
        good = hmac.update(step) && hmac.finish(step);
        for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<char>(key[i] ^ step[i]);
    }
    OPENSSL_cleanse(step.data(), step.size());
    if (!good) return Failure{fmt::format("OpenSSL could not compute PBKDF2 with {}", nameOf(hash))};
    return key;
}

}  // namespace xmppconf::sasl
