#include <gtest/gtest.h>

#include "harness/octets/TlsInspection.h"
#include "tests/octets/TlsShuttle.h"

namespace xmppconf::octets {
namespace {

class TlsBindingVersions : public TlsVersions {};

INSTANTIATE_TEST_SUITE_P(TlsBinding, TlsBindingVersions, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         tlsVersionName);

TEST_P(TlsBindingVersions, ChannelBindingsAreThoseOfTheServer) {
    const TestCertificate identity = testAuthority().issue({.digest = "SHA384"});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    EXPECT_FALSE(client->channelBinding(ChannelBinding::TlsServerEndPoint));
    shuttle(*client, server);

    const bool modern = GetParam() == TLS1_3_VERSION;
    std::string finished(64, '\0');
    finished.resize(SSL_get_peer_finished(server.ssl(), finished.data(), finished.size()));
    const auto unique = client->channelBinding(ChannelBinding::TlsUnique);
    EXPECT_EQ(unique, modern ? std::nullopt : std::optional(finished));

    std::string hash(48, '\0');
    unsigned int hashSize = 0;
    X509_digest(identity.certificate(), EVP_sha384(), reinterpret_cast<unsigned char*>(hash.data()),
                &hashSize);
    EXPECT_EQ(client->channelBinding(ChannelBinding::TlsServerEndPoint), hash);

    std::string exported(32, '\0');
    const std::string label = "EXPORTER-Channel-Binding";
    ASSERT_EQ(SSL_export_keying_material(server.ssl(), reinterpret_cast<unsigned char*>(exported.data()),
                                         exported.size(), label.data(), label.size(),
                                         reinterpret_cast<const unsigned char*>(""), 0, 1),
              1);
    EXPECT_EQ(client->channelBinding(ChannelBinding::TlsExporter), exported);
}

struct EndPointHash {
    const char* key;
    const char* digest;
    const char* expected;  ///< empty: undefined by RFC 5929
};

TEST(TlsBinding, ServerEndPointHashesAsRfc5929Says) {
    for (const EndPointHash& each :
         {EndPointHash{"RSA", "MD5", "SHA256"}, EndPointHash{"RSA", "SHA1", "SHA256"},
          EndPointHash{"RSA", "SHA512", "SHA512"}, EndPointHash{"P-256", "SHA256", "SHA256"},
          EndPointHash{"P-256", "SHA224", "SHA224"}, EndPointHash{"Ed25519", "", ""}}) {
        const TestCertificate identity =
            TestCertificate::selfSigned({.key = each.key, .digest = each.digest});
        TestTlsServer server(identity);
        const auto client = session(insecure());
        const Observed observed = shuttle(*client, server);
        ASSERT_TRUE(client->established()) << each.digest << observed.failure;
        std::optional<std::string> expected;
        if (*each.expected != '\0') {
            expected.emplace(EVP_MAX_MD_SIZE, '\0');
            unsigned int size = 0;
            X509_digest(identity.certificate(), EVP_get_digestbyname(each.expected),
                        reinterpret_cast<unsigned char*>(expected->data()), &size);
            expected->resize(size);
        }
        EXPECT_EQ(client->channelBinding(ChannelBinding::TlsServerEndPoint), expected)
            << each.key << each.digest;
    }
}

TEST(TlsBinding, NoExporterWithoutExtendedMasterSecret) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, {.highest = TLS1_2_VERSION, .extendedMasterSecret = false});
    const auto client = session(trusting());
    shuttle(*client, server);
    ASSERT_TRUE(client->established());
    EXPECT_FALSE(client->channelBinding(ChannelBinding::TlsExporter));
    EXPECT_TRUE(client->channelBinding(ChannelBinding::TlsUnique));
}

}  // namespace
}  // namespace xmppconf::octets
