#include "harness/sasl/Digest.h"

#include <array>
#include <optional>
#include <stdexcept>

#include "harness/sasl/DigestAlgorithm.h"
#include "harness/sasl/Hmac.h"

namespace xmppconf::sasl {

namespace {

using Buffer = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string text(const Buffer& buffer, unsigned length) {
    return {reinterpret_cast<const char*>(buffer.data()), length};
}

std::optional<std::string> tryDigest(Hash hash, std::string_view octets) {
    Buffer buffer;
    unsigned length = 0;
    if (EVP_Digest(octets.data(), octets.size(), buffer.data(), &length, algorithmOf(hash), nullptr) != 1)
        return std::nullopt;
    return text(buffer, length);
}

[[noreturn]] void cannot(Hash hash) {
    throw std::runtime_error("this installation of OpenSSL cannot compute " + std::string(nameOf(hash)));
}

}  // namespace

const EVP_MD* algorithmOf(Hash hash) {
    switch (hash) {
        case Hash::Md5:
            return EVP_md5();
        case Hash::Sha1:
            return EVP_sha1();
        case Hash::Sha256:
            return EVP_sha256();
        case Hash::Sha512:
            break;
    }
    return EVP_sha512();
}

std::string_view nameOf(Hash hash) {
    switch (hash) {
        case Hash::Md5:
            return "MD5";
        case Hash::Sha1:
            return "SHA-1";
        case Hash::Sha256:
            return "SHA-256";
        case Hash::Sha512:
            break;
    }
    return "SHA-512";
}

bool available(Hash hash) { return tryDigest(hash, "").has_value(); }

std::string digest(Hash hash, std::string_view octets) {
    std::optional<std::string> value = tryDigest(hash, octets);
    if (!value) cannot(hash);
    return *std::move(value);
}

std::string hmac(Hash hash, std::string_view key, std::string_view octets) {
    Hmac code(hash, key);
    std::string value;
    if (!code.update(octets) || !code.finish(value)) cannot(hash);
    return value;
}

std::string toHex(std::string_view octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(octets.size() * 2);
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        hex += digits[octet >> 4];
        hex += digits[octet & 15];
    }
    return hex;
}

}  // namespace xmppconf::sasl
