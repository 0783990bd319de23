#include <gtest/gtest.h>

#include <array>

#include "harness/octets/HeldClock.h"

namespace xmppconf::octets {
namespace {

using Woken = Network::Woken;
using std::chrono::milliseconds;

/// Has something to take, or has flushed, from a time on.
struct Alarm final : Waitable {
    Alarm(const HeldClock& ticking, Duration delay) : clock(ticking), at(ticking.now() + delay) {}

    Interest interest() const override {
        if (flushed() && flushes) return {};
        return {-1, 0, at};
    }
    void advance(short) override { ++advances; }
    bool pending() const override { return !flushes && clock.now() >= at; }
    bool flushed() const override { return !flushes || clock.now() >= at; }

    const HeldClock& clock;
    Instant at;
    bool flushes = false;
    int advances = 0;
};

TEST(HeldClock, MovesOnlyForward) {
    HeldClock clock;
    const Instant began = clock.now();
    clock.moveTo(began + milliseconds(5));
    clock.moveTo(began);
    EXPECT_EQ(clock.now() - began, milliseconds(5));
}

TEST(HeldClock, WaitsForTheFirstTimer) {
    HeldClock clock;
    const Instant began = clock.now();
    Alarm late(clock, milliseconds(30));
    Alarm soon(clock, milliseconds(20));
    const std::array<Waitable*, 2> both{&late, &soon};
    EXPECT_EQ(clock.wait(both, began + milliseconds(100)), Woken::Ready);
    EXPECT_EQ(clock.now() - began, milliseconds(20));
    EXPECT_TRUE(soon.pending());
    EXPECT_EQ(late.advances, 1) << "all go on: one may have moved another";
    EXPECT_EQ(clock.wait(both, began + milliseconds(100)), Woken::Ready) << "it was not taken";
    EXPECT_EQ(clock.now() - began, milliseconds(20));
}

TEST(HeldClock, JumpsToTheDeadline) {
    HeldClock clock;
    const Instant began = clock.now();
    Alarm late(clock, milliseconds(30));
    const std::array<Waitable*, 1> one{&late};
    EXPECT_EQ(clock.wait(one, began + milliseconds(29)), Woken::Deadline);
    EXPECT_EQ(clock.wait({}, began + milliseconds(29)), Woken::Deadline);
    EXPECT_EQ(clock.now() - began, milliseconds(29));
    EXPECT_EQ(clock.wait(one, began + milliseconds(30)), Woken::Ready) << "just in time";
}

TEST(HeldClock, GoesOnPastATimerThatStaysWhereItIs) {
    struct Stuck final : Waitable {
        Interest interest() const override { return {-1, 0, Instant{}}; }
        void advance(short) override {}
        bool pending() const override { return false; }
        bool flushed() const override { return true; }
    } stuck;
    HeldClock clock;
    Alarm late(clock, milliseconds(30));
    const std::array<Waitable*, 2> both{&stuck, &late};
    EXPECT_EQ(clock.wait(both, clock.now() + milliseconds(50)), Woken::Ready);
    EXPECT_EQ(clock.wait(std::span(both).first(1), clock.now() + milliseconds(50)), Woken::Deadline);
}

TEST(HeldClock, WhatIsDueMayMakeAnotherDueAtOnce) {
    struct Chain final : Waitable {
        explicit Chain(const HeldClock& ticking) : clock(ticking) {}
        Interest interest() const override { return {-1, 0, Instant{} + milliseconds(5)}; }
        void advance(short) override { moves += clock.now() >= Instant{} + milliseconds(5) ? 1 : 0; }
        bool pending() const override { return moves == 3; }
        bool flushed() const override { return true; }
        const HeldClock& clock;
        int moves = 0;
    };
    HeldClock clock;
    Chain chain(clock);
    const std::array<Waitable*, 1> one{&chain};
    EXPECT_EQ(clock.wait(one, clock.now() + milliseconds(50)), Woken::Ready);
    EXPECT_EQ(clock.now(), Instant{} + milliseconds(5));
}

TEST(HeldClock, WakesWhenTheLastOctetsHaveLeft) {
    HeldClock clock;
    Alarm flushing(clock, milliseconds(3));
    flushing.flushes = true;
    const std::array<Waitable*, 1> one{&flushing};
    EXPECT_EQ(clock.wait(one, clock.now() + milliseconds(10)), Woken::Ready);
    EXPECT_EQ(clock.wait(one, clock.now() + milliseconds(10)), Woken::Deadline) << "told once";
}

}  // namespace
}  // namespace xmppconf::octets
