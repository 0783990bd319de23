#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "harness/judge/StreamIds.h"
#include "harness/octets/Random.h"

namespace xmppconf::tests {

using judge::HeardStreamId;
using judge::StreamIds;

namespace {

constexpr int kStreamsOfARun = 1500;

/// What became of such IDs, each on a connection of its own.
struct Heard {
    int repeated = 0, counted = 0;
    std::string said;
};

Heard hear(const std::vector<std::string>& ids) {
    StreamIds list;
    Heard all;
    for (const std::string& id : ids) {
        const HeardStreamId heard = list.hear(id, {list.newConversation(), "c", "v" + id});
        all.repeated += !heard.repeated.empty();
        all.counted += !heard.counted.empty();
        if (all.said.empty()) all.said = heard.repeated + heard.counted;
    }
    return all;
}

std::vector<std::string> idsOf(const std::function<std::string(std::uint64_t)>& id, int streams) {
    std::vector<std::string> ids;
    for (int i = 0; i < streams; ++i) ids.push_back(id(static_cast<std::uint64_t>(i)));
    return ids;
}

/// As sixteen conversations at a time may bring them: within so many places in any order.
std::vector<std::string> outOfOrder(std::vector<std::string> ids, octets::Random& random) {
    constexpr std::size_t kAtATime = 16;
    for (std::size_t begin = 0; begin < ids.size(); begin += kAtATime)
        for (std::size_t i = std::min(begin + kAtATime, ids.size()) - 1; i > begin; --i)
            std::swap(ids[i], ids[begin + random.next() % (i - begin + 1)]);
    return ids;
}

}  // namespace

TEST(StreamIds, randomOnesAreNeitherRepeatedNorCounted) {
    for (int seed = 0; seed < 4; ++seed) {
        octets::SeededRandom random(static_cast<std::uint64_t>(seed), "ids");
        const std::vector<std::function<std::string(std::uint64_t)>> kinds = {
            [&](auto) { return fmt::format("{:010}", random.next() % 10'000'000'000); },
            [&](auto) { return fmt::format("{:08x}", random.next() % (1ULL << 32)); },
            [&](auto) { return fmt::format("{}", random.next()); },
            [&](auto) {
                return fmt::format("{:08x}-{:04x}-4abc-8000-{:012x}", random.next() % (1ULL << 32),
                                   random.next() % 65536, random.next() % (1ULL << 48));
            },
            [&](auto) { return random.token(12); },
            [&](auto) { return fmt::format("1-{}-c2s", random.next() % 1'000'000'000'000); },
            [&](auto i) { return fmt::format("{}-{}", random.token(10), i); },
        };
        for (const auto& kind : kinds) {
            const Heard heard = hear(idsOf(kind, kStreamsOfARun));
            EXPECT_EQ(heard.repeated + heard.counted, 0) << heard.said;
        }
    }
}

TEST(StreamIds, shortRandomOnesAreNotCounted) {
    for (int seed = 0; seed < 6; ++seed) {
        octets::SeededRandom random(static_cast<std::uint64_t>(seed), "short ids");
        for (const std::uint64_t below : {1000ULL, 10'000ULL, 1'000'000ULL}) {
            const Heard heard =
                hear(idsOf([&](auto) { return fmt::format("{}", random.next() % below); }, kStreamsOfARun));
            EXPECT_EQ(heard.counted, 0) << below << ": " << heard.said;
        }
    }
}

TEST(StreamIds, countedOnesAreFoundInAnyOrderAndWithGaps) {
    octets::SeededRandom random(1, "order");
    const std::vector<std::function<std::string(std::uint64_t)>> kinds = {
        [](auto i) { return fmt::format("{}", i); },
        [](auto i) { return fmt::format("stream-{:x}-c2s", 0xfff0 + i); },
        [](auto i) { return fmt::format("{:X}", 0xabcdef0123456789ULL + i); },
        [](auto i) { return fmt::format("{}@server7", 1'000'000 - 3 * i); },
        [](auto i) { return fmt::format("{}", 2654435761 + 10007 * i); },
        [](auto i) { return fmt::format("{}", i + i / 3); },  // each fourth went to somebody else
        [](auto i) { return fmt::format("g{}k", static_cast<char>(i % 26 + 'a')); },
    };
    for (const auto& kind : kinds)
        for (const auto& ids : {idsOf(kind, 26), outOfOrder(idsOf(kind, 26), random)})
            EXPECT_GT(hear(ids).counted, 0) << ids.front();
    const auto many = outOfOrder(idsOf(kinds.front(), kStreamsOfARun), random);
    EXPECT_GT(hear(many).counted, kStreamsOfARun / 2);
}

TEST(StreamIds, aRestartOfTheServerChangesNothing) {
    octets::SeededRandom random(1, "restart");
    const auto one = [&](auto i) { return fmt::format("{}-{}", random.token(i < 700 ? 8 : 20), i % 700); };
    const Heard heard = hear(idsOf(one, kStreamsOfARun));
    EXPECT_EQ(heard.repeated + heard.counted, 0) << heard.said;
    EXPECT_GT(hear(idsOf([](auto i) { return fmt::format("{}", i % 700); }, kStreamsOfARun)).counted, 1000);
}

TEST(StreamIds, theSecondRepetitionIsNoChance) {
    auto ids = idsOf([](auto i) { return fmt::format("{}", i * i * 7919); }, 30);
    ids.push_back(ids[3]);
    EXPECT_EQ(hear(ids).repeated, 0);
    ids.push_back(ids[5]);
    const Heard heard = hear(ids);
    EXPECT_EQ(heard.repeated, 1);
    EXPECT_EQ(heard.said, "id='197975' in v197975 and in v197975; id='71271' in v71271 and in v71271");
    EXPECT_GT(hear(std::vector<std::string>(40, "the same")).repeated, 30);
}

TEST(StreamIds, aRestartedStreamIsJudgedElsewhere) {
    StreamIds list;
    const std::size_t conversation = list.newConversation();
    for (int i = 0; i < 40; ++i) EXPECT_EQ(list.hear("a", {conversation, "c", "v"}).repeated, "");
    EXPECT_EQ(list.hear("a", {conversation, "d", "v"}).repeated, "");
    EXPECT_NE(list.hear("a", {conversation, "e", "v"}).repeated, "");
}

TEST(StreamIds, saysNothingBeforeThereIsAList) {
    StreamIds list;
    for (int i = 0; i < 15; ++i)
        EXPECT_FALSE(list.hear(std::to_string(i), {list.newConversation(), "c", "v"}).enough);
    EXPECT_TRUE(list.hear("x", {list.newConversation(), "c", "v"}).enough);
    const HeardStreamId tooLong = list.hear(std::string(100'000, '1'), {list.newConversation(), "c", "v"});
    EXPECT_FALSE(tooLong.enough);
}

}  // namespace xmppconf::tests
