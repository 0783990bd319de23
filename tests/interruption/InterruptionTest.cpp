#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <mutex>

#include "tests/program/ProgramTest.h"
#include "tests/program/XmppHost.h"

/// SIGINT and SIGTERM at any moment of a run: it ends soon, with all reports and the right exit code.

namespace xmppconf::test {

namespace {

using namespace std::chrono_literals;

// Longer than any test waits: what ends before that has heard the signal.
constexpr const char* kPatience = "300";
constexpr auto kSoon = 20s;  // a second, on a machine that is busy with other things

class Interruption : public ProgramTest, public testing::WithParamInterface<int> {
  protected:
    void SetUp() override {
        ProgramTest::SetUp();
        timeout_ = kPatience;
    }

    std::vector<std::string> patient(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all = {"--tls", "none"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    void expectInterrupted(Program& program, int code = 5) {
        const Ended ended = program.wait(kSoon);
        ASSERT_FALSE(ended.overdue) << ended.all();
        EXPECT_EQ(ended.signal, 0);
        EXPECT_EQ(ended.code, code) << ended.all();
        EXPECT_NE(ended.output.find("the run was interrupted"), std::string::npos) << ended.all();
        checkReports();
        EXPECT_EQ(report()["run"]["complete"], false);
        EXPECT_EQ(report()["summary"]["exit_code"], code);
    }

    /// The peer falls silent where the script says so, and then the signal comes.
    /// `alone`: only one conversation goes on then, and no other begins after it.
    void expectInterruptedBy(const std::function<void(Line&, const std::function<void()>& silence)>& script,
                             const std::vector<std::string>& more, int code = 5, bool alone = false) {
        std::promise<void> silent;
        std::once_flag once;
        ScriptedPeer peer([&](Line& line) {
            script(line, [&] {
                std::call_once(once, [&] { silent.set_value(); });
                line.drain();
                throw Line::Over();
            });
        });
        Program program(options(peer.target(), patient(more)), path(""));
        ASSERT_EQ(silent.get_future().wait_for(60s), std::future_status::ready);
        const int connections = peer.connections();
        program.signal(GetParam());
        expectInterrupted(program, code);
        if (alone) {
            EXPECT_EQ(peer.connections(), connections) << "a conversation began after the signal";
        }
    }
};

INSTANTIATE_TEST_SUITE_P(, Interruption, testing::Values(SIGINT, SIGTERM),
                         [](const auto& each) { return each.param == SIGINT ? "Int" : "Term"; });

/// A resolver that never answers stands in for getaddrinfo, and tells through a pipe that it was asked.
TEST_P(Interruption, inTheLookup) {
    const std::string asked = path("asked");
    ASSERT_EQ(::mkfifo(asked.c_str(), 0600), 0);
    Program program(options("slow.test:5222", patient()), path(""),
                    {.environment = {{"LD_PRELOAD", XMPPCONF_SILENT_RESOLVER},
                                     {"XMPPCONF_TEST_ASKED", asked},
                                     {"ASAN_OPTIONS", "verify_asan_link_order=0"}}});
    const int pipe = ::open(asked.c_str(), O_RDONLY);  // until the resolver opens it too
    ASSERT_GE(pipe, 0);
    program.signal(GetParam());
    expectInterrupted(program);
    ::close(pipe);
}

TEST_P(Interruption, inTheGreeting) {
    expectInterruptedBy([](Line&, const auto& silence) { silence(); }, {});
}

TEST_P(Interruption, inTheCanary) {
    expectInterruptedBy(
        [](Line& line, const auto& silence) {
            host::greet(line, "PLAIN");
            host::auth(line);
            silence();
        },
        {});
}

TEST_P(Interruption, inTheParallelPhase) {
    expectInterruptedBy(
        [](Line& line, const auto& silence) {
            if (line.number() <= host::kBeforeVectors) host::serve(line);
            silence();
        },
        {"--select", "stream"});
}

TEST_P(Interruption, whatWasBrokenBeforeIsStillSaid) {
    expectInterruptedBy(
        [](Line& line, const auto& silence) {
            host::login(line);
            host::request(line);
            if (line.number() > host::kBeforeVectors + 1) silence();
            line.send("<iq type='result' id='wrong'/></stream:stream>");
        },
        {"--jobs", "1", "--select", "stanza/iq/unknown-get", "--select", "stanza/iq/unknown-set"}, 1);
}

/// Both vectors failed quickly beside each other, twice, and are repeated one after the other: the peer
/// falls silent in the first repetition. What the first attempts came to is said.
TEST_P(Interruption, whileFailuresAreRepeatedAlone) {
    std::atomic<int> requests = 0;
    expectInterruptedBy(
        [&](Line& line, const auto& silence) {
            host::login(line);
            host::request(line);
            if (++requests > 4) silence();
            line.send("<iq type='result' id='wrong'/></stream:stream>");
        },
        {"--jobs", "2", "--select", "stanza/iq/unknown-get", "--select", "stanza/iq/unknown-set"}, 1, true);
    EXPECT_EQ(verdictOf("stanza/iq/unknown-get"), "fail");
    EXPECT_EQ(verdictOf("stanza/iq/unknown-set"), "fail");
}

TEST_P(Interruption, inAHarmfulVectorWhichRunsAlone) {
    expectInterruptedBy(
        [](Line& line, const auto& silence) {
            if (line.number() <= host::kBeforeVectors + host::kLooksForStrangers) host::serve(line);
            silence();
        },
        {"--select", "stanza/size/over-limit"}, 5, true);
    EXPECT_EQ(verdictOf("stanza/size/over-limit"), "");
}

/// The JSON report is there already, the other waits for a reader.
TEST_P(Interruption, whileReportsAreWritten) {
    const std::string pipe = path("pipe.html");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    ScriptedPeer peer([](Line& line) { line.reset(); });
    Program program({"--target", peer.target(), "--tls", "none", "--json", path("r.json"), "--html", pipe},
                    path(""));
    const int reader = ::open(pipe.c_str(), O_RDONLY);  // until the program opens it too
    ASSERT_GE(reader, 0);
    program.signal(GetParam());
    std::ofstream html(path("r.html"), std::ios::binary);
    std::array<char, 4096> buffer;
    for (ssize_t size = 0; (size = ::read(reader, buffer.data(), buffer.size())) > 0;)
        html.write(buffer.data(), size);
    html.close();
    ::close(reader);
    const Ended ended = program.wait(kSoon);
    EXPECT_EQ(ended.code, 3) << ended.all();
    checkReports();
}

/// The second one does not wait for reports: but what is there is whole.
TEST_P(Interruption, twice) {
    const std::string pipe = path("pipe.html");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::promise<void> silent;
    std::once_flag once;
    ScriptedPeer peer([&](Line& line) {
        std::call_once(once, [&] { silent.set_value(); });
        line.drain();
    });
    write("r.json", "an older report");
    Program program({"--target", peer.target(), "--tls", "none", "--timeout", kPatience, "--html", pipe,
                     "--json", path("r.json")},
                    path(""));
    ASSERT_EQ(silent.get_future().wait_for(60s), std::future_status::ready);
    program.signal(GetParam());
    const int reader = ::open(pipe.c_str(), O_RDONLY);  // until the first signal led to the reports
    ASSERT_GE(reader, 0);
    program.signal(GetParam());
    const Ended ended = program.wait(kSoon);
    ::close(reader);
    EXPECT_FALSE(ended.overdue);
    EXPECT_TRUE(ended.signal == GetParam() || ended.code == 5) << ended.code;
    const std::string json = contentOf(path("r.json"));
    EXPECT_TRUE(json == "an older report" || nlohmann::json::accept(json)) << json;
}

}  // namespace

}  // namespace xmppconf::test
