#include <gtest/gtest.h>
#include <poll.h>

#include "harness/octets/TcpConnector.h"
#include "tests/octets/TestPeer.h"

namespace xmppconf::octets {
namespace {

using Poco::Net::IPAddress;
using State = TcpConnector::State;

const SystemClock systemClock;

Instant soon(Duration duration = std::chrono::seconds(10)) { return systemClock.now() + duration; }

State await(TcpConnector& connector) {
    State state = connector.proceed();
    while (state == State::Trying) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(connector.patience() - systemClock.now());
        pollfd descriptor{connector.fd(), POLLOUT, 0};
        ::poll(&descriptor, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        state = connector.proceed();
    }
    return state;
}

TEST(TcpConnector, Connects) {
    TestPeer peer;
    TcpConnector connector(peer.endpoint(), {IPAddress("127.0.0.1")}, systemClock, soon());
    ASSERT_EQ(await(connector), State::Connected);
    EXPECT_EQ(connector.address().toString(), "127.0.0.1");
    peer.accept();
}

TEST(TcpConnector, FallsThroughToTheAddressThatListens) {
    TestPeer peer;
    TcpConnector connector(peer.endpoint(),
                           {IPAddress("::1"), IPAddress("127.0.0.2"), IPAddress("127.0.0.1")}, systemClock,
                           soon());
    ASSERT_EQ(await(connector), State::Connected);
    EXPECT_EQ(connector.address().toString(), "127.0.0.1");
    peer.accept();
}

TEST(TcpConnector, NamesEveryAddressThatFailed) {
    const unsigned short port = deadPort();
    TcpConnector connector({"two.test", port}, {IPAddress("127.0.0.1"), IPAddress("127.0.0.2")}, systemClock,
                           soon());
    ASSERT_EQ(await(connector), State::Failed);
    EXPECT_EQ(connector.failure(), "cannot connect to two.test port " + std::to_string(port) +
                                       ": 127.0.0.1: connection refused; 127.0.0.2: connection refused");
}

// A listener that accepts nobody lets the kernel drop further SYNs once its backlog is full.
class Mute {
  public:
    Mute() {
        listener_.bind(Poco::Net::SocketAddress("127.0.0.1", 0));
        listener_.listen(1);
        for (Poco::Net::StreamSocket& filler : fillers_) filler.connectNB(listener_.address());
    }
    unsigned short port() const { return listener_.address().port(); }

  private:
    Poco::Net::ServerSocket listener_;
    Poco::Net::StreamSocket fillers_[4];
};

TEST(TcpConnector, AnAddressWithoutAnswerLeavesTimeForTheNext) {
    const Mute mute;
    TestPeer peer("127.0.0.2", mute.port());
    TcpConnector connector(peer.endpoint(), {IPAddress("127.0.0.1"), IPAddress("127.0.0.2")}, systemClock,
                           soon(std::chrono::milliseconds(400)));
    ASSERT_EQ(await(connector), State::Connected) << connector.failure();
    EXPECT_EQ(connector.address().toString(), "127.0.0.2");
}

TEST(TcpConnector, GivesUpAtItsDeadline) {
    const Mute mute;
    const Instant deadline = soon(std::chrono::milliseconds(50));
    TcpConnector connector({"mute.test", mute.port()}, {IPAddress("127.0.0.1")}, systemClock, deadline);
    EXPECT_EQ(connector.proceed(), State::Trying);
    EXPECT_EQ(connector.patience(), deadline);
    EXPECT_EQ(await(connector), State::Failed);
    EXPECT_NE(connector.failure().find("127.0.0.1: no answer"), std::string::npos) << connector.failure();
}

}  // namespace
}  // namespace xmppconf::octets
