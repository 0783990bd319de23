#include <gtest/gtest.h>

#include "harness/octets/TlsLink.h"
#include "tests/octets/TestConversation.h"
#include "tests/octets/TestTlsServer.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;

class TlsLinkTest : public testing::TestWithParam<int>, protected TestConversation {
  protected:
    void SetUp() override { ASSERT_TRUE(connect()); }

    TlsSettings settings() const {
        TlsSettings made;
        made.serverName = "localhost";
        made.insecure = true;
        return made;
    }
    // One turn of the peer: what it received into its TLS, the answer back.
    void serve() {
        if (const std::string answer = server.answer(peer.receive()); !answer.empty()) peer.send(answer);
    }
    LinkEvent shakeHands(std::string_view early = {}) {
        secure(settings(), early);
        while (!server.established()) {
            serve();
            if (auto event = link->take()) return *event;
            wait(in(std::chrono::milliseconds(20)));
        }
        return next();
    }

    TestCertificate identity = TestCertificate::selfSigned({});
    TestTlsServer server{identity, {.highest = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Versions, TlsLinkTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& each) { return each.param == TLS1_3_VERSION ? "Tls13" : "Tls12"; });

TEST_P(TlsLinkTest, ShakesHandsAndCarriesData) {
    const LinkEvent event = shakeHands();
    ASSERT_EQ(event.kind, Kind::TlsEstablished) << event.text;
    ASSERT_NE(link->tls(), nullptr);
    EXPECT_EQ(link->tls()->version, SSL_get_version(server.ssl()));
    EXPECT_TRUE(link->channelBinding(ChannelBinding::TlsServerEndPoint));
    link->send("<stream:stream>");
    while (server.received().empty()) serve();
    EXPECT_EQ(server.received(), "<stream:stream>");
    peer.send(server.sends("<features/>"));
    EXPECT_EQ(data(11), "<features/>");
}

TEST_P(TlsLinkTest, CloseNotifyThenFinBothWays) {
    ASSERT_EQ(shakeHands().kind, Kind::TlsEstablished);
    link->finish();
    while (!server.sawCloseNotify()) serve();
    EXPECT_EQ(peer.receive(), "");
    peer.send(server.sends("late"));
    peer.send(server.closes());
    peer.close();
    EXPECT_EQ(data(4), "late");
    EXPECT_EQ(next().kind, Kind::CloseNotify);
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, ClosesTlsAndKeepsTheConnection) {
    ASSERT_EQ(shakeHands().kind, Kind::TlsEstablished);
    peer.send(server.closes());
    EXPECT_EQ(next().kind, Kind::CloseNotify);
    link->closeTls();
    link->send("too late");
    while (!server.sawCloseNotify()) serve();
    EXPECT_EQ(server.received(), "");
    peer.close();  // this side ends the connection: ours has not
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, AFinWithoutCloseNotifyIsJustAFin) {
    ASSERT_EQ(shakeHands().kind, Kind::TlsEstablished);
    peer.send(server.sends("cut"));
    peer.close();
    EXPECT_EQ(data(3), "cut");
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, AnEndInMidHandshakeFailsAndIsTold) {
    secure(settings());
    const std::string hello = server.answer(peer.receive());
    peer.send(hello.substr(0, 40));
    peer.close();
    EXPECT_EQ(next().kind, Kind::TlsFailed);
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, AResetInMidHandshakeFailsAndIsTold) {
    secure(settings());
    peer.receive();
    peer.reset();
    EXPECT_EQ(next().kind, Kind::TlsFailed);
    EXPECT_EQ(next().kind, Kind::Reset);
}

TEST_P(TlsLinkTest, GarbageInsteadOfAServerHello) {
    secure(settings());
    peer.receive();
    peer.send("<stream:error/> and so on");
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::TlsFailed);
    EXPECT_NE(event.text.find("is not TLS"), std::string::npos) << event.text;
    link->send("dropped");
    peer.send("more garbage");
    peer.close();
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, SettingsThatCannotBeUsedFailAndTheEndIsTold) {
    TlsSettings bad = settings();
    bad.caFile = "/nowhere/ca.pem";
    secure(bad);
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::TlsFailed);
    EXPECT_NE(event.text.find("/nowhere/ca.pem"), std::string::npos);
    link->send("must not go out in the clear");
    link->finish();
    EXPECT_EQ(peer.receiveAll(), "");
    peer.send("dropped");
    peer.close();
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_P(TlsLinkTest, EarlyOctetsBelongToTheHandshake) {
    const std::string alert("\x15\x03\x03\x00\x02\x02\x28", 7);
    secure(settings(), alert);
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::TlsFailed);
    EXPECT_EQ(event.text, "the TLS handshake failed: the server sent the alert \"handshake failure\"");
    EXPECT_EQ(event.peer, LinkEvent::Peer::RefusedTls);
}

TEST_P(TlsLinkTest, ASecondStartIsRefused) {
    ASSERT_EQ(shakeHands().kind, Kind::TlsEstablished);
    secure(settings());
    EXPECT_EQ(next().kind, Kind::TlsFailed);
}

TEST_P(TlsLinkTest, WhatIsSentDuringTheHandshakeFollowsIt) {
    secure(settings());
    link->send("<stream:stream>");
    EXPECT_FALSE(link->flushed());
    while (server.received().empty()) {
        serve();
        wait(in(std::chrono::milliseconds(20)));
    }
    EXPECT_EQ(server.received(), "<stream:stream>");
    EXPECT_TRUE(link->flushed());
}

/// Another kind of link, above any: each octet is turned over on its way.
class TurnedLink final : public Link {
  public:
    explicit TurnedLink(std::unique_ptr<Link> below) : below_(std::move(below)) {}

    static std::string turned(std::string octets) {
        for (char& octet : octets) octet = static_cast<char>(~octet);
        return octets;
    }
    void send(std::string_view octets) override { below_->send(turned(std::string(octets))); }
    std::optional<LinkEvent> take() override {
        auto event = below_->take();
        if (event && event->kind == Kind::Data) event->text = turned(std::move(event->text));
        return event;
    }
    void finish() override { below_->finish(); }
    void reset() override { below_->reset(); }
    Interest interest() const override { return below_->interest(); }
    void advance(short happened) override { below_->advance(happened); }
    bool pending() const override { return below_->pending(); }
    bool flushed() const override { return below_->flushed(); }

  private:
    std::unique_ptr<Link> below_;
};

TEST_P(TlsLinkTest, StandsAboveAnyLinkThatTheNetworkNeedNotKnow) {
    link = std::make_unique<TurnedLink>(std::move(link));
    secure(settings());
    link->send("<stream:stream>");
    while (server.received().empty()) {
        const std::string answer = server.answer(TurnedLink::turned(peer.receive()));
        if (!answer.empty()) peer.send(TurnedLink::turned(answer));
        wait(in(std::chrono::milliseconds(20)));
    }
    EXPECT_EQ(server.received(), "<stream:stream>");
    EXPECT_EQ(next().kind, Kind::TlsEstablished);
    peer.send(TurnedLink::turned(server.sends("<features/>")));
    EXPECT_EQ(data(11), "<features/>");
    link->finish();
    while (!server.sawCloseNotify()) server.answer(TurnedLink::turned(peer.receive()));
}

using TlsLinkTest12 = TlsLinkTest;
INSTANTIATE_TEST_SUITE_P(Renegotiation, TlsLinkTest12, testing::Values(TLS1_2_VERSION));

TEST_P(TlsLinkTest12, AFloodOfHelloRequestsFillsNoMemory) {
    ASSERT_EQ(shakeHands().kind, Kind::TlsEstablished);
    // The peer makes us answer for ever and never reads: at some point we must stop reading, too.
    peer.connection().setReceiveBufferSize(4096);
    const int small = 4096;
    ::setsockopt(link->interest().fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
    std::string flood;
    std::size_t sent = 0;
    int refused = 0;
    for (; refused < 20 && sent < 10'000'000; wait(clock.now())) {
        while (flood.size() < 20'000) flood += server.renegotiates();
        const std::size_t taken = peer.trySend(flood);
        flood.erase(0, taken);
        sent += taken;
        refused = taken == 0 ? refused + 1 : 0;
    }
    EXPECT_EQ(refused, 20) << "after " << sent;
    EXPECT_FALSE(link->take());
    EXPECT_FALSE(link->flushed());
}

}  // namespace
}  // namespace xmppconf::octets
