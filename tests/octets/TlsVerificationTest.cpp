#include <gtest/gtest.h>

#include "tests/octets/TlsShuttle.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;

struct Verification {
    const char* name;
    TestCertificate::Form form;
    const char* serverName;
    const char* error;  ///< empty: verifies
};

class Verifies : public testing::TestWithParam<Verification> {};

const std::vector<Verification> kVerifications{
    {"DnsName", {}, "localhost", ""},
    {"DnsNameAnyCase", {.names = "DNS:LocalHost"}, "lOCALhOST", ""},
    {"Wildcard", {.names = "DNS:*.example.org"}, "xmpp.example.org", ""},
    {"PartialWildcard", {.names = "DNS:x*.example.org"}, "xmpp.example.org", "hostname mismatch"},
    {"SecondName", {.names = "DNS:other,DNS:conf.test"}, "conf.test", ""},
    {"CommonNameOnly", {.subject = "conf.test", .names = ""}, "conf.test", ""},
    {"WrongHost", {}, "conf.test", "hostname mismatch"},
    {"Address4", {.names = "IP:127.0.0.1"}, "127.0.0.1", ""},
    {"Address6", {.names = "IP:0:0:0:0:0:0:0:1"}, "::1", ""},
    {"WrongAddress", {.names = "IP:127.0.0.2"}, "127.0.0.1", "IP address mismatch"},
    {"Idn",
     {.names = "DNS:xn--bcher-kva.example"},
     "b\xc3\xbc"
     "cher.example",
     ""},
    {"XmppAddr", {.subject = "x", .names = "otherName:1.3.6.1.5.5.7.8.5;UTF8:conf.test"}, "Conf.Test", ""},
    {"XmppAddrOfAnother",
     {.subject = "x", .names = "otherName:1.3.6.1.5.5.7.8.5;UTF8:evil.test"},
     "conf.test",
     "hostname mismatch"},
    {"XmppAddrOfAWrongType",
     {.subject = "x", .names = "otherName:1.3.6.1.5.5.7.8.5;IA5:conf.test"},
     "conf.test",
     "hostname mismatch"},
    {"SrvName",
     {.subject = "x", .names = "otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp-client.conf.test"},
     "conf.test",
     ""},
    {"SrvNameForServers",
     {.subject = "x", .names = "otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp-server.conf.test"},
     "conf.test",
     "hostname mismatch"},
    {"Expired", {.validDays = -1}, "localhost", "certificate has expired"},
    {"ExpiredXmppAddr",
     {.names = "otherName:1.3.6.1.5.5.7.8.5;UTF8:conf.test", .validDays = -1},
     "conf.test",
     "certificate has expired"},
};

INSTANTIATE_TEST_SUITE_P(TlsVerification, Verifies, testing::ValuesIn(kVerifications),
                         [](const auto& each) { return each.param.name; });

TEST_P(Verifies, TheServersName) {
    const TestCertificate identity = testAuthority().issue(GetParam().form);
    TlsSettings settings = trusting();
    settings.serverName = GetParam().serverName;
    TestTlsServer server(identity);
    const auto client = session(settings);
    const Observed observed = shuttle(*client, server);
    const std::string error = GetParam().error;
    ASSERT_EQ(observed.kinds, std::vector{error.empty() ? Kind::TlsEstablished : Kind::TlsFailed})
        << observed.failure;
    if (!error.empty()) {
        EXPECT_EQ(observed.failure,
                  "the TLS handshake failed: the server's certificate does not verify: " + error);
        EXPECT_EQ(observed.peer, LinkEvent::Peer::Untrusted);
    }
}

TEST_P(Verifies, TheSameWithInsecureButForTheRecord) {
    const TestCertificate identity = testAuthority().issue(GetParam().form);
    TlsSettings settings = trusting();
    settings.serverName = GetParam().serverName;
    settings.insecure = true;
    TestTlsServer server(identity);
    const auto client = session(settings);
    const Observed observed = shuttle(*client, server);
    ASSERT_EQ(observed.kinds, std::vector{Kind::TlsEstablished}) << observed.failure;
    EXPECT_EQ(client->facts()->verifyError, GetParam().error);
    EXPECT_EQ(client->facts()->verified, std::string_view(GetParam().error).empty());
    EXPECT_EQ(client->facts()->forDomain,
              std::string_view(GetParam().error).find("mismatch") == std::string_view::npos);
}

TEST(TlsVerification, ASelfSignedCertificateNeedsInsecure) {
    const TestCertificate identity = TestCertificate::selfSigned({});
    TlsSettings settings = trusting();
    {
        TestTlsServer server(identity);
        const auto client = session(settings);
        const Observed observed = shuttle(*client, server);
        ASSERT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
        EXPECT_NE(observed.failure.find("self-signed certificate"), std::string::npos) << observed.failure;
        EXPECT_FALSE(server.established());
    }
    settings.insecure = true;
    TestTlsServer server(identity);
    const auto client = session(settings);
    EXPECT_EQ(shuttle(*client, server).kinds, std::vector{Kind::TlsEstablished});
    EXPECT_FALSE(client->facts()->verified);
    EXPECT_EQ(client->facts()->verifyError, "self-signed certificate");
}

TEST(TlsVerification, ASelfSignedCertificateThatIsItsOwnAuthorityVerifies) {
    const TestCertificate identity = TestCertificate::selfSigned({});
    const TestFile file(identity.certificatePem());
    TestTlsServer server(identity);
    TlsSettings settings = trusting();
    settings.caFile = file.path();
    const auto client = session(settings);
    const Observed observed = shuttle(*client, server);
    EXPECT_EQ(observed.kinds, std::vector{Kind::TlsEstablished}) << observed.failure;
}

TEST(TlsVerification, TheSystemsAuthoritiesDoNotKnowOurs) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity);
    TlsSettings settings = trusting();
    settings.caFile.clear();
    const auto client = session(settings);
    const Observed observed = shuttle(*client, server);
    ASSERT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
    EXPECT_NE(observed.failure.find("unable to get local issuer certificate"), std::string::npos)
        << observed.failure;
}

}  // namespace
}  // namespace xmppconf::octets
