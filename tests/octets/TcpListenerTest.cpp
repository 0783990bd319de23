#include <Poco/Exception.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "harness/octets/Interrupt.h"
#include "harness/octets/PollNetwork.h"
#include "harness/octets/TcpListener.h"
#include "tests/octets/TestPeer.h"

namespace xmppconf::octets {
namespace {

using Kind = LinkEvent::Kind;
using Woken = Network::Woken;

class TcpListenerTest : public testing::Test {
  protected:
    void SetUp() override {
        auto made = TcpListener::on({"127.0.0.1", 0});
        ASSERT_TRUE(made) << made.error();
        listener = std::move(made).value();
    }
    Instant later() const { return clock.now() + std::chrono::seconds(10); }
    Woken wait(Instant deadline) {
        const std::array<Waitable*, 1> all{listener.get()};
        return network.wait(all, deadline);
    }
    std::unique_ptr<Link> accept() {
        if (wait(later()) != Woken::Ready) return nullptr;
        return listener->take();
    }
    std::unique_ptr<Link> dial() { return network.connect(listener->endpoint(), later()); }

    SystemClock clock;
    Interrupt interrupt;
    PollNetwork network{clock, interrupt};
    std::unique_ptr<TcpListener> listener;
};

TEST_F(TcpListenerTest, IsWaitedForBesideLinks) {
    EXPECT_NE(listener->endpoint().port, 0);
    EXPECT_FALSE(listener->take());
    const auto ours = dial();
    std::unique_ptr<Link> theirs;
    while (!theirs) {
        const std::array<Waitable*, 2> both{ours.get(), listener.get()};
        ASSERT_EQ(network.wait(both, later()), Woken::Ready);
        while (ours->take()) continue;
        theirs = listener->take();
    }
    EXPECT_EQ(theirs->take()->kind, Kind::Connected);
    ours->send("<stream:stream>");
    const std::array<Waitable*, 3> all{ours.get(), theirs.get(), listener.get()};
    ASSERT_EQ(network.wait(all, later()), Woken::Ready);
    EXPECT_EQ(theirs->take()->text, "<stream:stream>");
    theirs->send("</stream:stream>");
    theirs->finish();
    ASSERT_EQ(network.wait(all, later()), Woken::Ready);
    EXPECT_EQ(ours->take()->text, "</stream:stream>");
    ASSERT_EQ(network.wait(all, later()), Woken::Ready);
    EXPECT_EQ(ours->take()->kind, Kind::Fin);
}

TEST_F(TcpListenerTest, HoldsOneAtATime) {
    const auto first = dial();
    const auto second = dial();
    ASSERT_EQ(wait(later()), Woken::Ready);
    ASSERT_EQ(wait(later()), Woken::Ready) << "one that waits to be taken";
    EXPECT_TRUE(listener->take());
    EXPECT_FALSE(listener->take()) << "the other one is for the next wait";
    EXPECT_TRUE(accept());
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
}

TEST_F(TcpListenerTest, OneThatIsGoneAlreadyTellsItsEnd) {
    {
        const auto ours = dial();
        ours->reset();
    }
    // As the kernel has it: handed out and at its end, or not handed out at all.
    if (const auto theirs = wait(clock.now()) == Woken::Ready ? listener->take() : nullptr) {
        EXPECT_EQ(theirs->take()->kind, Kind::Connected);
        const std::array<Waitable*, 1> all{theirs.get()};
        ASSERT_EQ(network.wait(all, later()), Woken::Ready);
        EXPECT_EQ(theirs->take()->kind, Kind::Reset);
    }
    EXPECT_EQ(listener->failure(), "");
    const auto next = dial();
    EXPECT_TRUE(accept());
}

TEST_F(TcpListenerTest, WithoutDescriptorsItSaysSo) {
    // A sanitizer wants descriptors when it meets a type for the first time.
    EXPECT_EQ(wait(clock.now()), Woken::Deadline);
    const std::unique_ptr<Poco::Exception> known = std::make_unique<Poco::IOException>("none");
    EXPECT_EQ(known->code(), 0);
    const auto ours = dial();
    const std::array<Waitable*, 1> link{ours.get()};
    ASSERT_EQ(network.wait(link, later()), Woken::Ready);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ::close(next);
    const rlimit none{static_cast<rlim_t>(next), before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    EXPECT_EQ(wait(later()), Woken::Ready);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(listener->failure(), "no connection can be taken any more: too many open files");
    EXPECT_EQ(listener->interest().fd, -1);
}

TEST_F(TcpListenerTest, WhereItCannotListenItSaysWhy) {
    const Endpoint taken = listener->endpoint();
    EXPECT_EQ(TcpListener::on(taken).error(),
              "cannot listen on 127.0.0.1 port " + std::to_string(taken.port) + ": address already in use");
    EXPECT_EQ(TcpListener::on({"localhost", 0}).error(), "\"localhost\" is not an address to listen on");
}

}  // namespace
}  // namespace xmppconf::octets
