#include "harness/sasl/Hmac.h"

#include <openssl/core_names.h>

#include <array>

#include "harness/sasl/DigestAlgorithm.h"

namespace xmppconf::sasl {

namespace {

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Hmac::Hmac(Hash hash, std::string_view key)
    : size_(static_cast<std::size_t>(EVP_MD_get_size(algorithmOf(hash)))),
      mac_(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr)),
      context_(EVP_MAC_CTX_new(mac_.get())) {
    std::string name = EVP_MD_get0_name(algorithmOf(hash));
    const std::array<OSSL_PARAM, 2> parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
        OSSL_PARAM_construct_end()};
    // OpenSSL takes a null key for "the key of before".
    good_ = context_ &&
            EVP_MAC_init(context_.get(), octets(key.empty() ? "" : key), key.size(), parameters.data()) == 1;
}

bool Hmac::update(std::string_view text) {
    return good_ = good_ && EVP_MAC_update(context_.get(), octets(text), text.size()) == 1;
}

bool Hmac::finish(std::string& code) {
    code.resize(size_);
    std::size_t length = 0;
    return good_ = good_ &&
                   EVP_MAC_final(context_.get(), reinterpret_cast<unsigned char*>(code.data()), &length,
                                 code.size()) == 1 &&
                   EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1;
}

}  // namespace xmppconf::sasl
