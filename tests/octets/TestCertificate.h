#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "harness/octets/OpenSslHandles.h"

namespace xmppconf::octets {

/// A certificate with its key, made on the spot.
class TestCertificate {
  public:
    struct Form {
        std::string subject = "localhost";
        std::string names = "DNS:localhost";  ///< subjectAltName as in openssl.cnf; empty: none
        std::string key = "P-256";            ///< "P-256", "RSA", "Ed25519"
        std::string digest = "SHA256";        ///< of the signature; not with Ed25519
        int validDays = 30;                   ///< negative: expired
        bool authority = false;
    };

    static TestCertificate selfSigned(const Form& form);
    TestCertificate issue(const Form& form) const;

    X509* certificate() const { return certificate_.get(); }
    EVP_PKEY* key() const { return key_.get(); }
    std::string certificatePem() const;
    std::string keyPem() const;

  private:
    using KeyHandle = std::unique_ptr<EVP_PKEY, OpenSslDeleter<&EVP_PKEY_free>>;

    TestCertificate(const Form& form, const TestCertificate* issuer);

    KeyHandle key_;
    CertificateHandle certificate_;
};

}  // namespace xmppconf::octets
