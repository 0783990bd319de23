#include "harness/octets/TlsInspection.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <string_view>

#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/TlsVerification.h"

namespace xmppconf::octets {

namespace {

constexpr std::size_t kNameLimit = 1024;  // a certificate's names may have any length

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string text(const X509_NAME* name) {
    const BioHandle out(BIO_new(BIO_s_mem()));
    // This form escapes control characters and all that is not ASCII: it may go into any report.
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253);
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return std::string(data, static_cast<std::size_t>(size)).substr(0, kNameLimit);
}

std::string rfc3339(const ASN1_TIME* time) {
    std::tm utc{};
    if (ASN1_TIME_to_tm(time, &utc) != 1) return {};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                       utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string digestOf(const X509* certificate, const EVP_MD* hash) {
    Digest digest;
    unsigned int size = 0;
    if (X509_digest(certificate, hash, digest.data(), &size) != 1) return {};
    return {digest.begin(), digest.begin() + size};
}

std::string hex(std::string_view octets) {
    std::string digits;
    for (const char octet : octets) digits += fmt::format("{:02x}", static_cast<unsigned char>(octet));
    return digits;
}

// The first Finished message: in a full handshake the client sends it, in a resumed one the server.
std::optional<std::string> firstFinished(SSL& ssl) {
    if (SSL_version(&ssl) > TLS1_2_VERSION) return std::nullopt;
    const bool clientFirst = SSL_session_reused(&ssl) == 0;
    const bool ours = clientFirst == (SSL_is_server(&ssl) == 0);
    Digest finished;
    const std::size_t size = ours ? SSL_get_finished(&ssl, finished.data(), finished.size())
                                  : SSL_get_peer_finished(&ssl, finished.data(), finished.size());
    if (size == 0 || size > finished.size()) return std::nullopt;
    return std::string(finished.begin(), finished.begin() + static_cast<std::ptrdiff_t>(size));
}

std::optional<std::string> serverEndPoint(SSL& ssl) {
    X509* certificate =
        SSL_is_server(&ssl) != 0 ? SSL_get_certificate(&ssl) : SSL_get0_peer_certificate(&ssl);
    int hash = NID_undef;
    if (certificate == nullptr ||
        X509_get_signature_info(certificate, &hash, nullptr, nullptr, nullptr) != 1) {
        return std::nullopt;
    }
    if (hash == NID_md5 || hash == NID_sha1) hash = NID_sha256;
    const EVP_MD* digest = EVP_get_digestbynid(hash);
    if (digest == nullptr) return std::nullopt;
    std::string binding = digestOf(certificate, digest);
    if (binding.empty()) return std::nullopt;
    return binding;
}

std::optional<std::string> exported(SSL& ssl) {
    constexpr std::string_view kLabel = "EXPORTER-Channel-Binding";
    constexpr std::size_t kLength = 32;
    if (SSL_version(&ssl) < TLS1_3_VERSION && SSL_get_extms_support(&ssl) != 1) return std::nullopt;
    std::array<unsigned char, kLength> secret;
    const std::array<unsigned char, 1> noContext{};
    if (SSL_export_keying_material(&ssl, secret.data(), secret.size(), kLabel.data(), kLabel.size(),
                                   noContext.data(), 0, 1) != 1) {
        return std::nullopt;
    }
    return std::string(secret.begin(), secret.end());
}

}  // namespace

TlsFacts inspect(SSL& ssl) {
    TlsFacts facts;
    facts.version = SSL_get_version(&ssl);
    facts.cipher = SSL_get_cipher_name(&ssl);
    const unsigned char* alpn = nullptr;
    unsigned int alpnSize = 0;
    SSL_get0_alpn_selected(&ssl, &alpn, &alpnSize);
    if (alpn != nullptr) facts.alpn.assign(reinterpret_cast<const char*>(alpn), alpnSize);
    X509* certificate = SSL_get0_peer_certificate(&ssl);
    if (certificate == nullptr) {
        facts.verifyError = "the server showed no certificate";
        return facts;
    }
    facts.subject = text(X509_get_subject_name(certificate));
    facts.issuer = text(X509_get_issuer_name(certificate));
    facts.notAfter = rfc3339(X509_get0_notAfter(certificate));
    facts.fingerprint = hex(digestOf(certificate, EVP_sha256()));
    noteVerification(ssl, *certificate, facts);
    return facts;
}

std::string summary(const TlsFacts& facts) {
    return fmt::format("{} with {}, certificate {} issued by {}, {}", facts.version, facts.cipher,
                       facts.subject, facts.issuer,
                       facts.verified ? "verified" : "not verified: " + facts.verifyError);
}

std::optional<std::string> channelBinding(SSL& ssl, ChannelBinding type) {
    switch (type) {
        case ChannelBinding::TlsUnique:
            return firstFinished(ssl);
        case ChannelBinding::TlsServerEndPoint:
            return serverEndPoint(ssl);
        case ChannelBinding::TlsExporter:
            return exported(ssl);
    }
    return std::nullopt;
}

}  // namespace xmppconf::octets
