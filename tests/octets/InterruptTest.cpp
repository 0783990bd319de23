#include <gtest/gtest.h>
#include <poll.h>

#include <csignal>
#include <thread>

#include "harness/octets/Interrupt.h"

namespace xmppconf::octets {
namespace {

bool readable(const Interrupt& interrupt) {
    pollfd descriptor{interrupt.fd(), POLLIN, 0};
    return ::poll(&descriptor, 1, 0) == 1;
}

Interrupt* onSignal = nullptr;

TEST(Interrupt, IsQuietUntilRaised) {
    const Interrupt interrupt;
    EXPECT_FALSE(interrupt.raised());
    EXPECT_FALSE(readable(interrupt));
}

TEST(Interrupt, StaysRaised) {
    Interrupt interrupt;
    for (int i = 0; i < 3; ++i) {
        interrupt.raise();
        EXPECT_TRUE(interrupt.raised());
        EXPECT_TRUE(readable(interrupt));
    }
}

TEST(Interrupt, ComesFromASignalHandlerAndKeepsErrno) {
    Interrupt interrupt;
    onSignal = &interrupt;
    const auto before = std::signal(SIGUSR1, [](int) { onSignal->raise(); });
    errno = ENOENT;
    std::raise(SIGUSR1);
    EXPECT_EQ(errno, ENOENT);
    std::signal(SIGUSR1, before);
    EXPECT_TRUE(interrupt.raised());
}

TEST(Interrupt, PublishesWhatWasWrittenBefore) {
    Interrupt interrupt;
    int value = 0;
    std::thread writer([&] {
        value = 42;
        interrupt.raise();
    });
    while (!interrupt.raised()) std::this_thread::yield();
    EXPECT_EQ(value, 42);
    writer.join();
}

}  // namespace
}  // namespace xmppconf::octets
