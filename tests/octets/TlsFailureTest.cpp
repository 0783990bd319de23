#include <gtest/gtest.h>

#include "tests/octets/TlsShuttle.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;

TEST(TlsFailure, RefusesTls11) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, {.highest = TLS1_1_VERSION});
    TlsSettings settings = trusting();
    settings.insecure = true;
    const auto client = session(settings);
    EXPECT_EQ(shuttle(*client, server).kinds, std::vector{Kind::TlsFailed});
}

TEST(TlsFailure, DeclinesARenegotiationAndGoesOn) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity, {.highest = TLS1_2_VERSION});
    const auto client = session(trusting());
    shuttle(*client, server);
    client->receive(server.renegotiates());
    EXPECT_TRUE(client->takeEvents().empty());
    EXPECT_FALSE(client->takeOutput().empty()) << "a warning, and no ClientHello";
    EXPECT_TRUE(client->established());
}

TEST(TlsFailure, WhatIsNotTlsIsSaidToBeNone) {
    for (const char* garbage :
         {"<?xml version='1.0'?><stream:stream xmlns='jabber:client'>", "HTTP/1.1 400 Bad Request\r\n"}) {
        const auto client = session(trusting());
        client->takeOutput();
        client->receive(garbage);
        Observed observed;
        observed.add(*client);
        ASSERT_EQ(observed.kinds, std::vector{Kind::TlsFailed}) << garbage;
        EXPECT_EQ(observed.peer, LinkEvent::Peer::SpokeNoTls);
        EXPECT_TRUE(
            observed.failure.starts_with("the TLS handshake failed: what the server sent is not TLS, but \"" +
                                         std::string(garbage).substr(0, 20)))
            << observed.failure;
        EXPECT_EQ(client->facts(), nullptr);
    }
}

TEST(TlsFailure, AnEndInMidHandshakeFails) {
    const TestCertificate identity = testAuthority().issue({});
    TestTlsServer server(identity);
    const auto client = session(trusting());
    const std::string hello = server.answer(client->takeOutput());
    client->receive(hello.substr(0, hello.size() / 2));
    client->send("never");
    EXPECT_TRUE(client->takeEvents().empty());
    client->peerEnded();
    Observed observed;
    observed.add(*client);
    EXPECT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
    EXPECT_EQ(observed.failure, "the TLS handshake failed: the server ended the connection");
    EXPECT_EQ(observed.peer, LinkEvent::Peer::RefusedTls);
    EXPECT_TRUE(client->flushed());
    client->close();
    client->receive(hello);
    EXPECT_TRUE(client->takeEvents().empty());
}

TEST(TlsFailure, CloseNotifyInMidHandshakeFails) {
    const auto client = session(trusting());
    client->takeOutput();
    client->receive(std::string("\x15\x03\x03\x00\x02\x01\x00", 7));
    Observed observed;
    observed.add(*client);
    ASSERT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
    EXPECT_EQ(observed.failure, "the TLS handshake failed: the server closed TLS");
    EXPECT_EQ(observed.peer, LinkEvent::Peer::RefusedTls);
}

TEST(TlsFailure, HandshakeMessagesAreBounded) {
    // A handshake message announced with 16 MiB, and records to fill it.
    const auto client = session(trusting());
    client->takeOutput();
    std::string record = std::string("\x16\x03\x03\x40\x00", 5) + std::string("\x02\xff\xff\xff", 4);
    record.resize(5 + 0x4000, '\0');
    for (int i = 0; i < 10; ++i) client->receive(record);
    Observed observed;
    observed.add(*client);
    EXPECT_EQ(observed.kinds, std::vector{Kind::TlsFailed});
}

TEST(TlsFailure, SurvivesEveryDamageToTheServersFlight) {
    const TestCertificate identity = testAuthority().issue({});
    for (const int highest : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (std::size_t place = 0; place < 200; place += 3) {
            TestTlsServer server(identity, {.highest = highest});
            const auto client = session(trusting());
            std::string flight = server.answer(client->takeOutput());
            flight[place] = static_cast<char>(flight[place] ^ 0x41);
            client->receive(flight);
            client->peerEnded();
            for (const LinkEvent& event : client->takeEvents()) EXPECT_NE(event.kind, Kind::Data);
        }
    }
}

}  // namespace
}  // namespace xmppconf::octets
