#include <sys/stat.h>

#include "tests/program/ProgramTest.h"

/// Files that hold secrets, and something is wrong with them.

namespace xmppconf::test {

namespace {

class AccountFiles : public ProgramTest {};

TEST_F(AccountFiles, thatEverybodyCanReadGetAWarning) {
    ScriptedPeer peer([](Line& line) { line.reset(); });
    EXPECT_EQ(run(peer.target(), {"--tls", "none"}).errors, "");
    ASSERT_EQ(::chmod(path("accounts.json").c_str(), 0644), 0);
    const std::string warned = run(peer.target(), {"--tls", "none"}).errors;
    EXPECT_NE(warned.find("warning: every user of this machine can read the passwords in"), std::string::npos)
        << warned;
}

TEST_F(AccountFiles, thatAreBrokenAreNotQuoted) {
    write("accounts.json",
          "[{\"jid\":\"alice@conf.test\",\"pasword\":\"" + std::string("h1dden-one") + "\"}, h1dden-two");
    Program program(options("127.0.0.1:1", {}), path(""));
    const Ended ended = program.wait();
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.all().find("h1dden"), std::string::npos) << ended.all();
    write("accounts.json", R"([{"jid":"alice@conf.test","pasword":"h1dden-one"}])");
    Program second(options("127.0.0.1:1", {}), path(""));
    const Ended again = second.wait();
    EXPECT_EQ(again.code, 2);
    EXPECT_EQ(again.all().find("h1dden"), std::string::npos) << again.all();
}

}  // namespace

}  // namespace xmppconf::test
