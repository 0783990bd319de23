#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/StrangersCertificate.h"
#include "harness/octets/TlsVerification.h"

namespace xmppconf::octets {
namespace {

class StrangersCertificate : public testing::TestWithParam<StrangersIssuer> {
  protected:
    SslHandle shown(const std::string& jid) {
        SslHandle ssl(SSL_new(context_.get()));
        const auto done = showStrangersCertificate(*ssl, jid, GetParam());
        EXPECT_TRUE(done) << (done ? "" : done.error());
        return ssl;
    }

  private:
    ContextHandle context_{SSL_CTX_new(TLS_client_method())};
};

INSTANTIATE_TEST_SUITE_P(, StrangersCertificate,
                         testing::Values(StrangersIssuer::Itself, StrangersIssuer::UnknownAuthority),
                         [](const auto& each) {
                             return each.param == StrangersIssuer::Itself ? "Itself" : "UnknownAuthority";
                         });

TEST_P(StrangersCertificate, NamesTheAccountAndIsInOrder) {
    for (const std::string jid : {"alice@localhost", "a,b;c\n\"d\"@example.org", "\xc3\xa4@example.org"}) {
        const SslHandle ssl = shown(jid);
        X509* certificate = SSL_get_certificate(ssl.get());
        ASSERT_NE(certificate, nullptr);
        EXPECT_TRUE(namesXmppDomain(*certificate, jid));
        EXPECT_EQ(X509_check_ca(certificate), 0);
        EXPECT_EQ(X509_check_private_key(certificate, SSL_get_privatekey(ssl.get())), 1);
        EXPECT_LT(X509_cmp_current_time(X509_get0_notBefore(certificate)), 0);
        EXPECT_GT(X509_cmp_current_time(X509_get0_notAfter(certificate)), 0);
    }
}

TEST_P(StrangersCertificate, IsSignedByItsIssuerWhichComesAlong) {
    const SslHandle ssl = shown("alice@localhost");
    X509* certificate = SSL_get_certificate(ssl.get());
    STACK_OF(X509)* chain = nullptr;
    SSL_get0_chain_certs(ssl.get(), &chain);
    const bool itself = GetParam() == StrangersIssuer::Itself;
    EXPECT_EQ(X509_self_signed(certificate, 1), itself ? 1 : 0);
    ASSERT_EQ(chain != nullptr ? sk_X509_num(chain) : 0, itself ? 0 : 1);
    if (itself) return;
    X509* authority = sk_X509_value(chain, 0);
    EXPECT_EQ(X509_check_ca(authority), 1);
    EXPECT_EQ(X509_check_issued(authority, certificate), X509_V_OK);
    EXPECT_EQ(X509_verify(certificate, X509_get0_pubkey(authority)), 1);
}

TEST_P(StrangersCertificate, HasAKeyOfItsOwnEachTime) {
    const SslHandle one = shown("alice@localhost"), other = shown("alice@localhost");
    EXPECT_NE(EVP_PKEY_eq(SSL_get_privatekey(one.get()), SSL_get_privatekey(other.get())), 1);
}

}  // namespace
}  // namespace xmppconf::octets
