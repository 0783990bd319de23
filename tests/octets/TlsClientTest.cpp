#include <gtest/gtest.h>

#include <functional>

#include "harness/octets/TlsClient.h"
#include "tests/octets/TlsShuttle.h"

namespace xmppconf::octets {
namespace {

TEST(TlsClient, NegotiatesTheProtocolOfXmppClients) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, {.alpn = "xmpp-client"});
    TlsSettings settings = trusting();
    settings.alpn = "xmpp-client";
    const auto client = session(settings);
    shuttle(*client, server);
    EXPECT_EQ(server.alpnOffered(), "\x0bxmpp-client");
    ASSERT_NE(client->facts(), nullptr);
    EXPECT_EQ(client->facts()->alpn, "xmpp-client");
}

TEST(TlsClient, OffersNoHigherVersionThanAsked) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity);
    TlsSettings settings = trusting();
    settings.highestVersion = "1.2";
    const auto client = session(settings);
    shuttle(*client, server);
    ASSERT_NE(client->facts(), nullptr);
    EXPECT_EQ(client->facts()->version, "TLSv1.2");
}

struct BadSettings {
    std::function<void(TlsSettings&)> bend;
    const char* sentence;  ///< its beginning
};

TEST(TlsClient, SettingsThatCannotBeUsedAreASentence) {
    const TestFile empty("");
    const TestFile certificate(testAuthority().certificatePem());
    const TestFile otherKey(TestCertificate::selfSigned({}).keyPem());
    const TestFile encrypted(
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBvTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n");
    const std::vector<BadSettings> table{
        {[](TlsSettings& s) { s.caFile = "/nowhere/ca.pem"; },
         "cannot use the certificate authorities from /nowhere/ca.pem: no such file or directory"},
        {[&](TlsSettings& s) { s.caFile = empty.path(); }, "cannot use the certificate authorities from "},
        {[](TlsSettings& s) { s.certificateFile = "/nowhere/me.pem"; },
         "cannot use the client certificate from /nowhere/me.pem: no such file or directory"},
        {[&](TlsSettings& s) { s.certificateFile = certificate.path(); },
         "cannot use the client's private key from "},
        {[&](TlsSettings& s) {
             s.certificateFile = certificate.path();
             s.keyFile = otherKey.path();
         },
         "cannot use the client's private key from "},
        {[&](TlsSettings& s) {
             s.certificateFile = certificate.path();
             s.keyFile = encrypted.path();
         },
         "cannot use the client's private key from "},
        {[](TlsSettings& s) { s.serverName = ""; }, "without the server's name"},
        {[](TlsSettings& s) { s.alpn = ""; }, "an ALPN protocol has 1 to 255 octets"},
        {[](TlsSettings& s) { s.alpn = std::string(256, 'x'); }, "an ALPN protocol has 1 to 255 octets"},
        {[](TlsSettings& s) { s.highestVersion = "1.1"; }, "there is no TLS version \"1.1\" to offer"},
        {[](TlsSettings& s) { s.serverName = std::string(300, 'x'); }, "\"xxx"},
    };
    for (const BadSettings& each : table) {
        TlsSettings settings = trusting();
        each.bend(settings);
        const auto made = TlsSession::client(settings);
        ASSERT_FALSE(made.ok()) << each.sentence;
        EXPECT_EQ(made.error().substr(0, std::string_view(each.sentence).size()), each.sentence)
            << made.error();
    }
}

}  // namespace
}  // namespace xmppconf::octets
