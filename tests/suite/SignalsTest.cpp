#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <future>

#include "suite/commands/Signals.h"
#include "suite/run/Interpreters.h"

namespace xmppconf::suite {
namespace {

TEST(Signals, raiseTheInterruptAndEndEveryPause) {
    for (const int signal : {SIGINT, SIGTERM}) {
        octets::Interrupt interrupt;
        const Signals signals(interrupt);
        EXPECT_FALSE(interrupt.raised());
        auto paused =
            std::async(std::launch::async, [&] { return pauseUntil(interrupt)(std::chrono::hours(1)); });
        std::raise(signal);
        EXPECT_TRUE(interrupt.raised());
        EXPECT_FALSE(paused.get());
    }
}

TEST(Signals, theSecondEndsTheProcess) {
    const auto twice = [] {
        octets::Interrupt interrupt;
        const Signals signals(interrupt);
        std::raise(SIGINT);
        std::raise(SIGTERM);
    };
    EXPECT_EXIT(twice(), testing::KilledBySignal(SIGTERM), "");
}

TEST(Signals, aBrokenPipeIsNone) {
    octets::Interrupt interrupt;
    const Signals signals(interrupt);
    std::raise(SIGPIPE);
    EXPECT_FALSE(interrupt.raised());
}

TEST(Pause, lastsAsLongAsAsked) {
    octets::Interrupt interrupt;
    const auto before = std::chrono::steady_clock::now();
    EXPECT_TRUE(pauseUntil(interrupt)(std::chrono::milliseconds(3)));
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(3));
    EXPECT_TRUE(pauseUntil(interrupt)(octets::Duration(-5)));
}

}  // namespace
}  // namespace xmppconf::suite
