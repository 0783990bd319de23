#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "harness/octets/PollNetwork.h"
#include "tests/octets/TestConversation.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;
using Woken = Network::Woken;

class PollNetworkTest : public testing::Test, protected TestConversation {};

TEST_F(PollNetworkTest, ConnectsByName) {
    link = network.connect({"localhost", peer.endpoint().port}, later());
    EXPECT_EQ(next().kind, Kind::Connected);
}

TEST_F(PollNetworkTest, RefusedIsASentence) {
    const unsigned short port = deadPort();
    link = network.connect({"127.0.0.1", port}, later());
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::ConnectFailed);
    EXPECT_EQ(event.text,
              "cannot connect to 127.0.0.1 port " + std::to_string(port) + ": 127.0.0.1: connection refused");
    EXPECT_TRUE(link->flushed());
    EXPECT_EQ(wait(clock.now()), Woken::Deadline) << "nothing follows";
}

TEST_F(PollNetworkTest, AnUnknownNameIsASentence) {
    link = network.connect({"nonexistent.invalid", 5222}, in(std::chrono::seconds(5)));
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::ConnectFailed);
    EXPECT_EQ(event.text.substr(0, 48), "cannot find the address of nonexistent.invalid: ");
}

TEST_F(PollNetworkTest, ALookupIsBoundedByTheDeadline) {
    link = network.connect({"another-nonexistent.invalid", 5222}, clock.now());
    ASSERT_EQ(wait(later()), Woken::Ready);
    const auto event = link->take();
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::ConnectFailed);
}

TEST_F(PollNetworkTest, SendsAndFinishesOnceConnected) {
    link = network.connect(peer.endpoint(), later());
    link->send("early");
    link->finish();
    EXPECT_EQ(next().kind, Kind::Connected);
    peer.accept();
    EXPECT_EQ(peer.receiveAll(), "early");
}

TEST_F(PollNetworkTest, ReturnsAtTheDeadline) {
    ASSERT_TRUE(connect());
    const Instant deadline = in(std::chrono::microseconds(20'500));
    EXPECT_EQ(wait(deadline), Woken::Deadline);
    EXPECT_GE(clock.now(), deadline);
}

TEST_F(PollNetworkTest, LooksOnceEvenAfterTheDeadline) {
    ASSERT_TRUE(connect());
    peer.send("x");
    Woken woken = wait(clock.now() - std::chrono::seconds(1));
    for (int i = 0; i < 1000 && woken == Woken::Deadline; ++i) woken = wait(clock.now());
    EXPECT_EQ(woken, Woken::Ready);
    EXPECT_EQ(link->take()->text, "x");
}

TEST_F(PollNetworkTest, WithoutLinksThereIsTheDeadline) {
    EXPECT_EQ(network.wait({}, in(std::chrono::milliseconds(1))), Woken::Deadline);
}

TEST_F(PollNetworkTest, WatchesSeveralLinks) {
    ASSERT_TRUE(connect());
    TestPeer otherPeer;
    const auto other = network.connect(otherPeer.endpoint(), later());
    const std::array<Waitable*, 2> both{link.get(), other.get()};
    ASSERT_EQ(network.wait(both, later()), Woken::Ready);
    EXPECT_EQ(other->take()->kind, Kind::Connected);
    otherPeer.accept();
    otherPeer.send("other");
    ASSERT_EQ(network.wait(both, later()), Woken::Ready);
    EXPECT_FALSE(link->take());
    EXPECT_EQ(other->take()->text, "other");
    peer.send("first");
    ASSERT_EQ(network.wait(both, later()), Woken::Ready);
    EXPECT_EQ(link->take()->text, "first");
    EXPECT_FALSE(other->take());
}

TEST_F(PollNetworkTest, AnInterruptWakesEveryWait) {
    ASSERT_TRUE(connect());
    std::thread other([this] {
        PollNetwork second(clock, interrupt);
        EXPECT_EQ(second.wait({}, later()), Woken::Interrupted);
    });
    std::thread raiser([this] { interrupt.raise(); });
    EXPECT_EQ(wait(later()), Woken::Interrupted);
    other.join();
    raiser.join();
    peer.send("x");
    EXPECT_EQ(wait(later()), Woken::Interrupted) << "for good";
}

TEST_F(PollNetworkTest, ThreadsConnectSideBySide) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([] {
            TestConversation own;
            ASSERT_TRUE(own.connect());
            own.link->send("ping");
            EXPECT_EQ(own.peer.receive(), "ping");
            TlsSettings settings;
            settings.serverName = "localhost";
            own.secure(settings);
            own.peer.send("garbage that is no TLS");
            EXPECT_EQ(own.next().kind, Kind::TlsFailed);
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace xmppconf::octets
