#include <Poco/Net/NetException.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "tests/octets/TestConversation.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;
using Woken = Network::Woken;

class TcpLinkTest : public testing::Test, protected TestConversation {
  protected:
    void SetUp() override { ASSERT_TRUE(connect()); }
};

TEST_F(TcpLinkTest, CarriesDataBothWays) {
    link->send("<stream:stream>");
    EXPECT_TRUE(link->flushed()) << "a small write goes at once";
    EXPECT_EQ(peer.receive(), "<stream:stream>");
    peer.send(std::string("\0\xff<", 3));
    EXPECT_EQ(data(3), std::string("\0\xff<", 3));
    EXPECT_EQ(link->tls(), nullptr);
    EXPECT_FALSE(link->channelBinding(ChannelBinding::TlsServerEndPoint));
}

TEST_F(TcpLinkTest, EachSendIsAWriteOfItsOwn) {
    link->send("a");
    EXPECT_EQ(peer.receive(), "a");
    link->send("");
    link->send("b");
    EXPECT_EQ(peer.receive(), "b");
}

// Linux turns to delayed acknowledgements where a read is followed by a write: the pattern of a login.
TEST_F(TcpLinkTest, AcknowledgesAtOnceAfterEachRead) {
    for (int i = 0; i < 5; ++i) {
        link->send("request");
        peer.receive();
        peer.send("answer");
        ASSERT_EQ(data(6), "answer");
        int quick = 0;
        socklen_t size = sizeof quick;
        const int fd = link->interest().fd;
        ASSERT_EQ(::getsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &quick, &size), 0);
        EXPECT_EQ(quick, 1) << "after answer " << i;
    }
}

TEST_F(TcpLinkTest, SendsMoreThanTheKernelTakes) {
    std::string large;
    for (int i = 0; large.size() < 7'000'000; ++i) large += std::to_string(i) + " ";
    link->send(large.substr(0, 6'000'000));
    EXPECT_FALSE(link->flushed());
    link->send(large.substr(6'000'000));
    std::string received;
    while (received.size() < large.size()) {
        received += peer.receive();
        EXPECT_NE(wait(clock.now()), Woken::Interrupted);
    }
    EXPECT_TRUE(received == large);
    EXPECT_TRUE(link->flushed());
}

TEST_F(TcpLinkTest, WakesWhenTheLastOctetsHaveLeft) {
    const std::string large(6'000'000, 'x');
    link->send(large);
    ASSERT_FALSE(link->flushed());
    std::size_t received = 0;
    while (wait(clock.now()) == Woken::Deadline) received += peer.receive().size();
    EXPECT_TRUE(link->flushed());
    EXPECT_FALSE(link->take());
    EXPECT_EQ(wait(clock.now()), Woken::Deadline) << "told once";
    EXPECT_LT(received, large.size() + 1);
}

TEST_F(TcpLinkTest, ReceivesWhileTheOtherSideDoesNotRead) {
    link->send(std::string(6'000'000, 'x'));
    ASSERT_FALSE(link->flushed());
    peer.send("<stream:error/>");
    EXPECT_EQ(data(15), "<stream:error/>");
}

TEST_F(TcpLinkTest, TellsFin) {
    peer.send("bye");
    peer.close();
    EXPECT_EQ(data(3), "bye");
    EXPECT_EQ(next().kind, Kind::Fin);
    EXPECT_EQ(wait(in(std::chrono::milliseconds(5))), Woken::Deadline) << "nothing follows, and no busy loop";
}

TEST_F(TcpLinkTest, TellsResetAndWhatCameBefore) {
    peer.send("bye");
    peer.reset();
    EXPECT_EQ(data(3), "bye");
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::Reset);
    EXPECT_EQ(event.text, "connection reset by peer");
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
}

TEST_F(TcpLinkTest, TellsAResetThatSendingMetFirst) {
    peer.reset();
    link->send("x");
    link->send("y");  // no SIGPIPE either
    link->finish();
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::Reset);
    EXPECT_EQ(event.text, "connection reset by peer");
    EXPECT_TRUE(link->flushed()) << "nothing is left to wait for";
}

TEST_F(TcpLinkTest, AFinStaysAFinWhenOurAnswerIsRefused) {
    peer.send("</stream:stream>");
    peer.close();
    link->send("</stream:stream>");
    link->send("more");
    EXPECT_EQ(data(16), "</stream:stream>");
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_F(TcpLinkTest, AFinStaysAFinWhenOurOwnComesTooLate) {
    peer.send("</stream:stream>");
    peer.close();
    link->send("</stream:stream>");  // answered with a reset, before our FIN
    link->finish();
    EXPECT_EQ(data(16), "</stream:stream>");
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_F(TcpLinkTest, SendsAfterTheServersHalfClose) {
    peer.connection().shutdownSend();
    EXPECT_EQ(next().kind, Kind::Fin);
    link->send("</stream:stream>");
    link->finish();
    EXPECT_EQ(peer.receiveAll(), "</stream:stream>");
}

TEST_F(TcpLinkTest, ReportsWhatComesAfterItsOwnFin) {
    link->send("</stream:stream>");
    link->finish();
    link->finish();
    link->send("dropped");
    EXPECT_EQ(peer.receiveAll(), "</stream:stream>");
    peer.send("late");
    peer.close();
    EXPECT_EQ(data(4), "late");
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_F(TcpLinkTest, FinishesAfterTheQueue) {
    const std::string large(6'000'000, 'x');
    link->send(large);
    link->finish();
    std::size_t received = 0;
    for (std::string piece = peer.receive(); !piece.empty(); piece = peer.receive()) {
        received += piece.size();
        wait(clock.now());
    }
    EXPECT_EQ(received, large.size());
}

TEST_F(TcpLinkTest, ResetsTheConnection) {
    link->reset();
    EXPECT_THROW(peer.receive(), Poco::Net::ConnectionResetException);
    link->send("dropped");
    link->finish();
    link->reset();
    EXPECT_TRUE(link->flushed());
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
}

TEST_F(TcpLinkTest, DestructionCloses) {
    link.reset();
    EXPECT_EQ(peer.receive(), "");
}

TEST_F(TcpLinkTest, AFloodIsHandedOutPieceByPiece) {
    const std::string block(1'000'000, 'x');
    std::size_t received = 0;
    for (int i = 0; i < 50; ++i) {
        peer.trySend(block);
        ASSERT_EQ(wait(later()), Woken::Ready);
        ASSERT_EQ(wait(later()), Woken::Ready) << "an event that waits to be taken";
        const auto event = link->take();
        ASSERT_TRUE(event);
        EXPECT_LE(event->text.size(), 64U * 1024);
        EXPECT_FALSE(link->take()) << "the next read is for the next wait";
        received += event->text.size();
    }
    EXPECT_GT(received, 50U * 1024);
}

}  // namespace
}  // namespace xmppconf::octets
