#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <poll.h>

#include <atomic>
#include <vector>

#include "tests/hostile/Hostile.h"

/// Targets that are not there, or cease to be.

namespace xmppconf::test {

namespace {

using Network = Hostile;

TEST_F(Network, aNameThatResolvesToNothing) {
    expectUnfit("nobody.invalid:5222", "cannot find the address of nobody.invalid");
}

TEST_F(Network, aNameThatIsNone) { expectUnfit("a..b:5222", "cannot find the address of a..b"); }

TEST_F(Network, aPortThatTakesConnectionsAndSaysNothing) {
    timeout_ = "1";
    Poco::Net::ServerSocket listener(Poco::Net::SocketAddress("127.0.0.1", 0));
    expectUnfit("127.0.0.1:" + std::to_string(listener.address().port()), "nothing came within 1 s");
}

/// Its queue is full, so that the kernel does not even finish the handshake.
TEST_F(Network, aPortThatNeverAccepts) {
    timeout_ = "1";
    Poco::Net::ServerSocket listener(Poco::Net::SocketAddress("127.0.0.1", 0), 1);
    std::vector<Poco::Net::StreamSocket> queued;
    for (bool taken = true; taken;) {
        queued.emplace_back();
        queued.back().connectNB(listener.address());
        pollfd connecting{queued.back().impl()->sockfd(), POLLOUT, 0};
        taken = ::poll(&connecting, 1, 500) == 1;
        ASSERT_LT(queued.size(), 100U);
    }
    expectUnfit("127.0.0.1:" + std::to_string(listener.address().port()), "no answer");
}

TEST_F(Network, nobodyListens) {
    const auto port = Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
    expectUnfit("127.0.0.1:" + std::to_string(port), "connection refused");
}

/// It dies of one request: that vector is to blame, and no other.
TEST_F(Network, aServerThatDiesInMidRun) {
    std::atomic<ScriptedPeer*> self = nullptr;  // set once there is one, when conversations may have begun
    ScriptedPeer peer([&self](Line& line) {
        host::login(line);
        host::request(line);
        self.load()->die();
    });
    self = &peer;
    const std::string killer = "stanza/iq/unknown-get";
    const Ended ended = run(peer.target(), {"--tls", "none", "--jobs", "1", "--select", "bind/generated",
                                            "--select", killer, "--select", "stanza/iq/unknown-set"});
    EXPECT_EQ(ended.code, 1) << ended.all();
    EXPECT_EQ(report()["run"]["complete"], false);
    EXPECT_EQ(verdictOf("bind/generated"), "pass") << ended.all();
    EXPECT_EQ(verdictOf(killer), "fail") << ended.all();
    EXPECT_NE(reasonOf(killer).find("the server stopped answering during this vector"), std::string::npos)
        << reasonOf(killer);
    EXPECT_EQ(verdictOf("stanza/iq/unknown-set"), "");
}

}  // namespace

}  // namespace xmppconf::test
