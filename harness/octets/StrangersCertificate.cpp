#include "harness/octets/StrangersCertificate.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>
#include <optional>

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

struct Signer {
    KeyHandle key;
    CertificateHandle certificate;
};

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

bool addAddress(X509& certificate, const std::string& jid) {
    const NamesHandle names(sk_GENERAL_NAME_new_null());
    NameHandle name = xmppAddr(jid);
    if (!names || !name || sk_GENERAL_NAME_push(names.get(), name.get()) == 0) return false;
    name.release();  // it is the list's now
    return X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

bool makeAuthority(X509& certificate) {
    const std::unique_ptr<BASIC_CONSTRAINTS, OpenSslDeleter<&BASIC_CONSTRAINTS_free>> constraints(
        BASIC_CONSTRAINTS_new());
    if (!constraints) return false;
    constraints->ca = 1;
    return X509_add1_ext_i2d(&certificate, NID_basic_constraints, constraints.get(), 1, X509V3_ADD_DEFAULT) ==
           1;
}

/// A key with its certificate, signed by itself where there is no issuer; `complete` adds what it is for.
template <class Complete>
std::optional<Signer> make(const char* subject, const Signer* issuer, Complete complete) {
    Signer made{KeyHandle(EVP_EC_gen("P-256")), CertificateHandle(X509_new())};
    X509* raw = made.certificate.get();
    if (!made.key || raw == nullptr) return std::nullopt;
    X509_NAME* name = X509_get_subject_name(raw);
    X509* signer = issuer != nullptr ? issuer->certificate.get() : raw;
    EVP_PKEY* signingKey = issuer != nullptr ? issuer->key.get() : made.key.get();
    if (X509_set_version(raw, X509_VERSION_3) != 1 ||
        ASN1_INTEGER_set(X509_get_serialNumber(raw), issuer != nullptr ? 2 : 1) != 1 ||
        X509_gmtime_adj(X509_getm_notBefore(raw), -kDay) == nullptr ||
        X509_gmtime_adj(X509_getm_notAfter(raw), kDay) == nullptr ||
        X509_set_pubkey(raw, made.key.get()) != 1 ||
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(subject),
                                   -1, -1, 0) != 1 ||
        X509_set_issuer_name(raw, X509_get_subject_name(signer)) != 1 || !complete(*raw) ||
        X509_sign(raw, signingKey, EVP_sha256()) == 0)
        return std::nullopt;
    return made;
}

bool show(SSL& ssl, const std::string& jid, StrangersIssuer issuer) {
    std::optional<Signer> authority;
    if (issuer == StrangersIssuer::UnknownAuthority) {
        authority = make("An authority made up", nullptr, makeAuthority);
        if (!authority) return false;
    }
    const auto client = make("A client", authority ? &*authority : nullptr,
                             [&](X509& certificate) { return addAddress(certificate, jid); });
    return client && SSL_use_certificate(&ssl, client->certificate.get()) == 1 &&
           SSL_use_PrivateKey(&ssl, client->key.get()) == 1 &&
           (!authority || SSL_add1_chain_cert(&ssl, authority->certificate.get()) == 1);
}

}  // namespace

Result<void> showStrangersCertificate(SSL& ssl, const std::string& jid, StrangersIssuer issuer) {
    ERR_clear_error();
    if (show(ssl, jid, issuer)) return {};
    return Failure{fmt::format("cannot make a certificate for the client: {}", takeOpenSslError())};
}

}  // namespace xmppconf::octets
