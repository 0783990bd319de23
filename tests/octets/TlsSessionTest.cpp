#include <gtest/gtest.h>

#include "harness/octets/TlsSession.h"
#include "tests/octets/TlsShuttle.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;

INSTANTIATE_TEST_SUITE_P(TlsSession, TlsVersions, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         tlsVersionName);

TEST_P(TlsVersions, VerifiesAndTellsTheFacts) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    EXPECT_EQ(client->facts(), nullptr);
    const Observed observed = shuttle(*client, server);
    ASSERT_EQ(observed.kinds, std::vector{Kind::TlsEstablished}) << observed.failure;
    const TlsFacts& facts = *client->facts();
    EXPECT_EQ(facts.version, version());
    EXPECT_EQ(facts.cipher, SSL_get_cipher_name(server.ssl()));
    EXPECT_EQ(facts.subject, "CN=localhost");
    EXPECT_EQ(facts.issuer, "CN=Test CA");
    EXPECT_EQ(facts.notAfter.size(), std::string("2026-01-02T03:04:05Z").size());
    EXPECT_EQ(facts.fingerprint.size(), 64U);
    EXPECT_EQ(facts.alpn, "");
    EXPECT_TRUE(facts.verified);
    EXPECT_TRUE(facts.forDomain);
    EXPECT_FALSE(facts.certificateRequested);
    EXPECT_EQ(facts.verifyError, "");
    EXPECT_NE(observed.summary.find(version()), std::string::npos);
    EXPECT_STREQ(SSL_get_servername(server.ssl(), TLSEXT_NAMETYPE_host_name), "localhost");
}

TEST_P(TlsVersions, CarriesDataBothWaysEvenOctetByOctet) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    client->send("early ");  // before the handshake: kept
    EXPECT_FALSE(client->flushed());
    shuttle(*client, server);
    EXPECT_TRUE(client->flushed());
    const std::string large(100000, 'x');
    client->send(large);
    client->send("");
    shuttle(*client, server);
    EXPECT_EQ(server.received(), "early " + large);

    Observed observed;
    for (const char octet : server.sends("<stream:stream>")) {
        client->receive(std::string_view(&octet, 1));
        observed.add(*client);
    }
    EXPECT_EQ(observed.data, "<stream:stream>");
}

TEST_P(TlsVersions, OnePieceOfManyRecordsIsOneEvent) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    shuttle(*client, server);
    std::string records = server.sends("<a/>");
    records += server.sends("<b/>");
    client->receive(records);
    Observed observed;
    observed.add(*client);
    EXPECT_EQ(observed.kinds, std::vector{Kind::Data});
    EXPECT_EQ(observed.data, "<a/><b/>");
}

TEST_P(TlsVersions, CloseNotifyGoesBothWays) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    shuttle(*client, server);
    std::string farewell = server.sends("bye");
    farewell += server.closes();
    const Observed observed = shuttle(*client, server, farewell);
    EXPECT_EQ(observed.kinds, (std::vector{Kind::Data, Kind::CloseNotify}));
    EXPECT_FALSE(server.sawCloseNotify()) << "ours is sent when the caller wants it";
    client->send("half open");
    client->close();
    client->close();
    client->send("dropped");
    shuttle(*client, server);
    EXPECT_TRUE(server.sawCloseNotify());
    client->receive("no TLS any more");
    client->peerEnded();
    EXPECT_TRUE(client->takeEvents().empty());
}

TEST_P(TlsVersions, ReportsDataAfterItsOwnCloseNotify) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    shuttle(*client, server);
    client->close();
    const std::string closing = client->takeOutput();
    client->receive(server.sends("late"));
    server.answer(closing);
    client->receive(server.closes());
    Observed observed;
    observed.add(*client);
    EXPECT_EQ(observed.kinds, (std::vector{Kind::Data, Kind::CloseNotify}));
    EXPECT_EQ(observed.data, "late");
}

TEST_P(TlsVersions, ADamagedRecordBreaksTls) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, form());
    const auto client = session(trusting());
    shuttle(*client, server);
    std::string record = server.sends("secret");
    record.back() = static_cast<char>(record.back() ^ 1);
    client->receive(record);
    Observed observed;
    observed.add(*client);
    ASSERT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
    EXPECT_NE(observed.failure.find("decryption failed or bad record mac"), std::string::npos)
        << observed.failure;
    EXPECT_FALSE(client->takeOutput().empty()) << "an alert";
    client->send("dropped");
    client->receive(server.sends("dropped"));
    EXPECT_TRUE(client->takeOutput().empty());
    EXPECT_TRUE(client->takeEvents().empty());
}

TEST_P(TlsVersions, AClientCertificateReachesTheServer) {
    const TestCertificate identity = testAuthority().issue({});
    const TestCertificate alice = testAuthority().issue({.subject = "alice"});
    TestTlsServer::Form demanding = form();
    demanding.clientsOnlyOf = &testAuthority();
    const TestFile together(alice.certificatePem() + alice.keyPem());
    const TestFile certificate(alice.certificatePem());
    const TestFile key(alice.keyPem());

    for (const auto& [certificateFile, keyFile] :
         {std::pair{together.path(), std::string()}, std::pair{certificate.path(), key.path()}}) {
        TlsSettings settings = trusting();
        settings.certificateFile = certificateFile;
        settings.keyFile = keyFile;
        TestTlsServer server(identity, demanding);
        const auto client = session(settings);
        shuttle(*client, server);
        ASSERT_TRUE(server.established());
        EXPECT_TRUE(client->facts()->certificateRequested);
        EXPECT_EQ(X509_cmp(SSL_get0_peer_certificate(server.ssl()), alice.certificate()), 0);
    }
}

TEST_P(TlsVersions, TheServersAlertIsTold) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer::Form demanding = form();
    demanding.clientsOnlyOf = &testAuthority();
    TestTlsServer server(identity, demanding);
    const auto client = session(trusting());
    const Observed observed = shuttle(*client, server);
    // with TLS 1.3 the handshake is over for us before the server looks at what we showed
    const bool behind = observed.kinds.front() == Kind::TlsEstablished;
    EXPECT_EQ(behind, GetParam() == TLS1_3_VERSION);
    ASSERT_EQ(observed.kinds.back(), behind ? Kind::TlsAlert : Kind::TlsFailed);
    EXPECT_NE(observed.failure.find("the server sent the alert \""), std::string::npos) << observed.failure;
    EXPECT_TRUE(client->takeOutput().empty()) << "nothing is said to an alert";
}

}  // namespace
}  // namespace xmppconf::octets
