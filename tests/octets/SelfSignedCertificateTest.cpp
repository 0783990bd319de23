#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/SelfSignedCertificate.h"
#include "harness/octets/XmppCertificate.h"

namespace xmppconf::octets {
namespace {

class SelfSigned : public testing::Test {
  protected:
    SslHandle shown(const std::string& jid) {
        SslHandle ssl(SSL_new(context_.get()));
        const auto done = showSelfSigned(*ssl, jid);
        EXPECT_TRUE(done) << (done ? "" : done.error());
        return ssl;
    }

  private:
    ContextHandle context_{SSL_CTX_new(TLS_client_method())};
};

TEST_F(SelfSigned, NamesTheAccountAndNobodyElseVouchesForIt) {
    for (const std::string jid : {"alice@localhost", "a,b;c\n\"d\"@example.org", "\xc3\xa4@example.org"}) {
        const SslHandle ssl = shown(jid);
        X509* certificate = SSL_get_certificate(ssl.get());
        ASSERT_NE(certificate, nullptr);
        EXPECT_TRUE(namesXmppDomain(*certificate, jid));
        EXPECT_EQ(X509_self_signed(certificate, 1), 1);
        EXPECT_EQ(X509_check_ca(certificate), 0);
        EXPECT_EQ(X509_check_private_key(certificate, SSL_get_privatekey(ssl.get())), 1);
        EXPECT_LT(X509_cmp_current_time(X509_get0_notBefore(certificate)), 0);
        EXPECT_GT(X509_cmp_current_time(X509_get0_notAfter(certificate)), 0);
    }
}

TEST_F(SelfSigned, HasAKeyOfItsOwnEachTime) {
    const SslHandle one = shown("alice@localhost"), other = shown("alice@localhost");
    EXPECT_NE(EVP_PKEY_eq(SSL_get_privatekey(one.get()), SSL_get_privatekey(other.get())), 1);
}

}  // namespace
}  // namespace xmppconf::octets
