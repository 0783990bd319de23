#include <Poco/Net/NetException.h>
#include <gtest/gtest.h>

#include "tests/octets/TestConversation.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;
using Woken = Network::Woken;

class TcpLink : public testing::Test, protected TestConversation {
  protected:
    void SetUp() override { ASSERT_TRUE(connect()); }
};

TEST_F(TcpLink, CarriesDataBothWays) {
    link->send("<stream:stream>");
    EXPECT_TRUE(link->flushed()) << "a small write goes at once";
    EXPECT_EQ(peer.receive(), "<stream:stream>");
    peer.send(std::string("\0\xff<", 3));
    EXPECT_EQ(data(3), std::string("\0\xff<", 3));
    EXPECT_EQ(link->tls(), nullptr);
    EXPECT_FALSE(link->channelBinding(ChannelBinding::TlsServerEndPoint));
}

TEST_F(TcpLink, EachSendIsAWriteOfItsOwn) {
    link->send("a");
    EXPECT_EQ(peer.receive(), "a");
    link->send("");
    link->send("b");
    EXPECT_EQ(peer.receive(), "b");
}

TEST_F(TcpLink, SendsMoreThanTheKernelTakes) {
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

TEST_F(TcpLink, WakesWhenTheLastOctetsHaveLeft) {
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

TEST_F(TcpLink, ReceivesWhileTheOtherSideDoesNotRead) {
    link->send(std::string(6'000'000, 'x'));
    ASSERT_FALSE(link->flushed());
    peer.send("<stream:error/>");
    EXPECT_EQ(data(15), "<stream:error/>");
}

TEST_F(TcpLink, TellsFin) {
    peer.send("bye");
    peer.close();
    EXPECT_EQ(data(3), "bye");
    EXPECT_EQ(next().kind, Kind::Fin);
    EXPECT_EQ(wait(in(std::chrono::milliseconds(5))), Woken::Deadline) << "nothing follows, and no busy loop";
}

TEST_F(TcpLink, TellsResetAndWhatCameBefore) {
    peer.send("bye");
    peer.reset();
    EXPECT_EQ(data(3), "bye");
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::Reset);
    EXPECT_EQ(event.text, "connection reset by peer");
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
}

TEST_F(TcpLink, TellsAResetThatSendingMetFirst) {
    peer.reset();
    link->send("x");
    link->send("y");  // no SIGPIPE either
    link->finish();
    const LinkEvent event = next();
    EXPECT_EQ(event.kind, Kind::Reset);
    EXPECT_EQ(event.text, "connection reset by peer");
    EXPECT_TRUE(link->flushed()) << "nothing is left to wait for";
}

TEST_F(TcpLink, AFinStaysAFinWhenOurAnswerIsRefused) {
    peer.send("</stream:stream>");
    peer.close();
    link->send("</stream:stream>");
    link->send("more");
    EXPECT_EQ(data(16), "</stream:stream>");
    EXPECT_EQ(next().kind, Kind::Fin);
}

TEST_F(TcpLink, SendsAfterTheServersHalfClose) {
    peer.connection().shutdownSend();
    EXPECT_EQ(next().kind, Kind::Fin);
    link->send("</stream:stream>");
    link->finish();
    EXPECT_EQ(peer.receiveAll(), "</stream:stream>");
}

TEST_F(TcpLink, ReportsWhatComesAfterItsOwnFin) {
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

TEST_F(TcpLink, FinishesAfterTheQueue) {
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

TEST_F(TcpLink, ResetsTheConnection) {
    link->reset();
    EXPECT_THROW(peer.receive(), Poco::Net::ConnectionResetException);
    link->send("dropped");
    link->finish();
    link->reset();
    EXPECT_TRUE(link->flushed());
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
}

TEST_F(TcpLink, DestructionCloses) {
    link.reset();
    EXPECT_EQ(peer.receive(), "");
}

TEST_F(TcpLink, AFloodIsHandedOutPieceByPiece) {
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
