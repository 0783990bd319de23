#include "tests/octets/TestCertificate.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace xmppconf::octets {

namespace {

void must(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("test certificate: ") + what);
}

EVP_PKEY* makeKey(const std::string& kind) {
    if (kind == "RSA") return EVP_RSA_gen(2048);
    if (kind == "Ed25519") return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    return EVP_EC_gen(kind.c_str());
}

void extend(X509* certificate, int id, const std::string& value) {
    std::unique_ptr<X509_EXTENSION, OpenSslDeleter<&X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str()));
    must(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, value.c_str());
}

std::string drained(const BioHandle& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

}  // namespace

TestCertificate TestCertificate::selfSigned(const Form& form) { return {form, nullptr}; }

TestCertificate TestCertificate::issue(const Form& form) const { return {form, this}; }

TestCertificate::TestCertificate(const Form& form, const TestCertificate* issuer)
    : key_(makeKey(form.key)), certificate_(X509_new()) {
    X509* raw = certificate_.get();
    must(key_ != nullptr && raw != nullptr, "key");
    static long serial = 0;
    X509_set_version(raw, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(raw), ++serial);
    constexpr int kDay = 24 * 60 * 60;
    X509_gmtime_adj(X509_getm_notBefore(raw), -60L * kDay);
    X509_time_adj_ex(X509_getm_notAfter(raw), form.validDays, 0, nullptr);
    X509_set_pubkey(raw, key_.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(raw), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(form.subject.c_str()), -1, -1, 0);
    X509* signer = issuer != nullptr ? issuer->certificate() : raw;
    X509_set_issuer_name(raw, X509_get_subject_name(signer));
    if (form.authority) extend(raw, NID_basic_constraints, "critical,CA:TRUE");
    if (!form.names.empty()) extend(raw, NID_subject_alt_name, form.names);

    EVP_PKEY* signingKey = issuer != nullptr ? issuer->key() : key_.get();
    const bool ownHash = EVP_PKEY_is_a(signingKey, "ED25519") == 1;
    const EVP_MD* digest = ownHash ? nullptr : EVP_get_digestbyname(form.digest.c_str());
    must(X509_sign(raw, signingKey, digest) > 0, "signature");
}

std::string TestCertificate::certificatePem() const {
    const BioHandle bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(bio.get(), certificate()) == 1, "PEM");
    return drained(bio);
}

std::string TestCertificate::keyPem() const {
    const BioHandle bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key(), nullptr, nullptr, 0, nullptr, nullptr) == 1, "PEM");
    return drained(bio);
}

}  // namespace xmppconf::octets
