#include "tests/hostile/Hostile.h"

/// Peers that never end what they say, or say it in enormous pieces.

namespace xmppconf::test {

namespace {

using Floods = Hostile;
using namespace std::chrono_literals;

constexpr std::size_t kMillion = 1'000'000;

TEST_F(Floods, endlessData) {
    expectUnfit([](Line& line) { line.sendForever("x"); }, "set-up failed");
}

TEST_F(Floods, endlessWhiteSpace) {
    expectUnfit([](Line& line) { line.sendForever(" \n"); }, "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Floods, oneOctetASecond) {
    timeout_ = "1";
    expectUnfit([](Line& line) { line.drip(host::kHeader, 1s); }, "nothing came within 1 s");
}

TEST_F(Floods, aHeaderThatNeverEnds) {
    expectUnfit(
        [](Line& line) {
            line.send("<?xml version='1.0'?><stream:stream id='");
            line.sendForever("a");
        },
        "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Floods, aHeaderOfEndlessAttributes) {
    expectUnfit(
        [](Line& line) {
            line.send("<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams'");
            for (std::size_t i = 0;; i += 1000) {
                std::string many;
                for (std::size_t k = 0; k < 1000; ++k) many += fmt::format(" a{}=''", i + k);
                line.send(many);
            }
        },
        "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Floods, nestedElements) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            line.send("<stream:features>" + repeated("<a>", 100'000));
            line.drain();
        },
        "the depth of elements exceeds xmppconf's limit");
}

TEST_F(Floods, anAttributeOf100Megabytes) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            line.send("<stream:features a='");
            const std::string megabyte(kMillion, 'a');
            for (int i = 0; i < 100; ++i) line.send(megabyte);
            line.send("'/>");
            line.drain();
        },
        "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Floods, aMillionAttributes) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            std::string tag = "<stream:features";
            for (std::size_t i = 0; i < kMillion; ++i) tag += fmt::format(" a{}=''", i);
            line.send(tag + "/>");
            line.drain();
        },
        "limit");
}

TEST_F(Floods, aMillionNamespaces) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            std::string tag = "<stream:features";
            for (std::size_t i = 0; i < kMillion; ++i) tag += fmt::format(" xmlns:a{}='{}'", i, i);
            line.send(tag + "/>");
            line.drain();
        },
        "limit");
}

TEST_F(Floods, aMillionEmptyElements) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            line.send("<stream:features>" + repeated("<a/>", kMillion) + "</stream:features>");
            line.drain();
        },
        "limit");
}

TEST_F(Floods, elementsWithoutEndInsteadOfGoodbye) {
    expectVerdict(
        [](Line& line) {
            host::login(line);
            line.sendForever("<message from='conf.test'><body>again</body></message>");
        },
        "bind/generated", "pass", "", 0);
}

/// As many conversations at once as there ever are, all of them flooded at the same time.
TEST_F(Floods, sixteenAtOnce) {
    if (!sanitized()) timeout_ = "1";
    ScriptedPeer peer([](Line& line) {
        if (line.number() <= host::kBeforeVectors) host::serve(line);
        host::login(line);
        line.sendForever(line.number() % 2 == 0 ? "<a/>"
                                                : "<message from='conf.test'><body>again</body></message>");
    });
    // Memory is not measured under a sanitizer, and floods take it long.
    const std::string flooded = sanitized() ? "stanza/iq/unknown-*" : "stanza/iq/*";
    const Ended ended = run(peer.target(), {"--tls", "none", "--jobs", "16", "--select", flooded});
    // Which flood a vector meets, and whether the time or our patience ends first, is chance.
    EXPECT_TRUE(ended.code == 1 || ended.code == 5) << ended.all();
    for (const auto& vector : report()["vectors"])
        if (vector["step"] != "always") {
            EXPECT_NE(vector["verdict"], "pass") << vector["id"];
        }
}

TEST_F(Floods, endlessComments) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            for (std::size_t i = 0;; ++i) line.send(repeated(fmt::format("<!--{}-->", i), 100));
        },
        "exceeds xmppconf's limit of 4 MiB");
}

}  // namespace

}  // namespace xmppconf::test
