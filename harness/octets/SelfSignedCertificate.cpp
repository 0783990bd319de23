#include "harness/octets/SelfSignedCertificate.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <cstdint>
#include <memory>

#include "harness/octets/OpenSslError.h"
#include "harness/octets/OpenSslHandles.h"

namespace xmppconf::octets {

namespace {

using KeyHandle = std::unique_ptr<EVP_PKEY, OpenSslDeleter<&EVP_PKEY_free>>;
using NameHandle = std::unique_ptr<GENERAL_NAME, OpenSslDeleter<&GENERAL_NAME_free>>;
using NamesHandle = std::unique_ptr<GENERAL_NAMES, OpenSslDeleter<&GENERAL_NAMES_free>>;
using TextHandle = std::unique_ptr<ASN1_STRING, OpenSslDeleter<&ASN1_STRING_free>>;
using ValueHandle = std::unique_ptr<ASN1_TYPE, OpenSslDeleter<&ASN1_TYPE_free>>;

constexpr long kDay = 24L * 60 * 60;
constexpr std::uint64_t kSerial = 1;
constexpr char kSubject[] = "A client";

NameHandle xmppAddr(const std::string& jid) {
    TextHandle text(ASN1_UTF8STRING_new());
    ValueHandle value(ASN1_TYPE_new());
    NameHandle name(GENERAL_NAME_new());
    if (!text || !value || !name) return nullptr;
    if (ASN1_STRING_set(text.get(), jid.data(), static_cast<int>(jid.size())) != 1) return nullptr;
    ASN1_TYPE_set(value.get(), V_ASN1_UTF8STRING, text.release());
    if (GENERAL_NAME_set0_othername(name.get(), OBJ_nid2obj(NID_XmppAddr), value.get()) != 1) return nullptr;
    value.release();  // it is the name's now
    return name;
}

bool setNames(X509& certificate, const std::string& jid) {
    X509_NAME* subject = X509_get_subject_name(&certificate);
    if (X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(kSubject), -1, -1, 0) != 1 ||
        X509_set_issuer_name(&certificate, subject) != 1)
        return false;
    const NamesHandle names(sk_GENERAL_NAME_new_null());
    NameHandle name = xmppAddr(jid);
    if (!names || !name || sk_GENERAL_NAME_push(names.get(), name.get()) == 0) return false;
    name.release();  // it is the list's now
    return X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

CertificateHandle certificateOf(EVP_PKEY& key, const std::string& jid) {
    CertificateHandle made(X509_new());
    X509* raw = made.get();
    if (raw == nullptr || X509_set_version(raw, X509_VERSION_3) != 1 ||
        ASN1_INTEGER_set_uint64(X509_get_serialNumber(raw), kSerial) != 1 ||
        X509_gmtime_adj(X509_getm_notBefore(raw), -kDay) == nullptr ||
        X509_gmtime_adj(X509_getm_notAfter(raw), kDay) == nullptr || X509_set_pubkey(raw, &key) != 1 ||
        !setNames(*raw, jid) || X509_sign(raw, &key, EVP_sha256()) == 0)
        return nullptr;
    return made;
}

}  // namespace

Result<void> showSelfSigned(SSL& ssl, const std::string& jid) {
    ERR_clear_error();
    const KeyHandle key(EVP_EC_gen("P-256"));
    const CertificateHandle certificate = key ? certificateOf(*key, jid) : nullptr;
    if (!certificate || SSL_use_certificate(&ssl, certificate.get()) != 1 ||
        SSL_use_PrivateKey(&ssl, key.get()) != 1)
        return Failure{fmt::format("cannot make a certificate for the client: {}", takeOpenSslError())};
    return {};
}

}  // namespace xmppconf::octets
