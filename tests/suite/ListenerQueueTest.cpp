#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "suite/run/ListenerQueue.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

class ListenerQueueTest : public testing::Test {
  protected:
    dialogue::Outcome outcome(const std::string& id, std::size_t octets = 0) {
        auto made = test::outcomeOf(corpus_.vector(id, {}), judge::Verdict::Pass);
        made.transcript.push_back({{}, "c", dialogue::TranscriptEntry::Kind::Sent, std::string(octets, 'x')});
        return made;
    }

    test::SmallCorpus corpus_;
};

TEST_F(ListenerQueueTest, tellsEverythingInOrder) {
    test::Hearing heard;
    std::vector<std::string> ids;
    {
        ListenerQueue queue(heard);
        for (int i = 0; i < 100; ++i) {
            ids.push_back("stream/" + std::to_string(i));
            auto one = outcome(ids.back());
            queue.started(*one.vector);
            queue.finished(std::move(one));
        }
        queue.flush();
        EXPECT_EQ(heard.started, ids);
        EXPECT_EQ(heard.finished, ids);
        queue.finished(outcome("stream/last"));
    }
    EXPECT_EQ(heard.finished.back(), "stream/last") << "its end tells what is left";
}

struct Slow final : reports::Listener {
    void vectorFinished(const dialogue::Outcome&) override {
        may.wait();
        ++told;
    }
    std::latch may{1};
    std::atomic<int> told = 0;
};

TEST_F(ListenerQueueTest, nobodyWaitsForASlowListenerUnlessMuchIsQueued) {
    Slow slow;
    ListenerQueue queue(slow);
    for (const char* id : {"stream/a", "stream/b", "stream/c"}) queue.finished(outcome(id));
    queue.awaitRoom();
    EXPECT_EQ(slow.told, 0);
    queue.finished(outcome("stream/large", 2'000'000));
    std::atomic<bool> waited = false;
    std::thread worker([&] {
        queue.awaitRoom();
        waited = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE(waited);
    slow.may.count_down();
    worker.join();
    EXPECT_EQ(slow.told, 4);
}

struct Throwing final : reports::Listener {
    void vectorFinished(const dialogue::Outcome&) override {
        ++told;
        throw std::runtime_error("no room");
    }
    int told = 0;
};

TEST_F(ListenerQueueTest, anExceptionReachesWhoWaitsForTheEnd) {
    Throwing throwing;
    ListenerQueue queue(throwing);
    queue.finished(outcome("stream/a", 2'000'000));
    queue.finished(outcome("stream/b", 2'000'000));
    queue.awaitRoom();
    EXPECT_THROW(queue.flush(), std::runtime_error);
    EXPECT_EQ(throwing.told, 1) << "what has failed is told nothing more";
}

}  // namespace
}  // namespace xmppconf::suite
