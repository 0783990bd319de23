#include <Poco/Net/ServerSocket.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/suite/Said.h"

namespace xmppconf::suite {
namespace {

using test::run;
using test::Said;

namespace fs = std::filesystem;

/// A port of this machine where nobody listens.
std::string closedPort() {
    Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    return std::to_string(socket.address().port());
}

class ProgramTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "xmppconf-program-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    fs::path folder_;
};

TEST_F(ProgramTest, anUnreachableTargetIsReportedAndExitCode3) {
    const std::string report = (folder_ / "r.json").string();
    const std::string port = closedPort();
    const Said said =
        run({"--target", "127.0.0.1:" + port, "--json", report, "--seed", "7", "--domain", "conf.test"});
    EXPECT_EQ(said.code, 3) << said.output << said.errors;
    EXPECT_NE(said.output.find("nothing speaks XMPP at 127.0.0.1:" + port + ": cannot connect"),
              std::string::npos)
        << said.output;
    std::ifstream file(report);
    const auto json = nlohmann::json::parse(file);
    EXPECT_EQ(json["summary"]["exit_code"], 3);
    EXPECT_EQ(json["run"]["complete"], false);
    EXPECT_EQ(json["run"]["seed"], 7);
    EXPECT_EQ(json["run"]["command"],
              "xmppconf --target 127.0.0.1:" + port + " --json " + report + " --seed 7 --domain conf.test");
    EXPECT_EQ(json["target"]["domain"], "conf.test");
}

TEST_F(ProgramTest, whatCannotBeWrittenIsSaidBeforeTheRun) {
    const Said said =
        run({"--target", "127.0.0.1:" + closedPort(), "--json", (folder_ / "no" / "r.json").string()});
    EXPECT_EQ(said.code, 4);
    EXPECT_EQ(said.output, "");
    EXPECT_NE(said.errors.find("r.json"), std::string::npos) << said.errors;
}

TEST_F(ProgramTest, mistakesInFilesAreExitCode2) {
    const std::string target = "127.0.0.1:" + closedPort();
    const Said authority = run({"--target", target, "--ca", (folder_ / "ca.pem").string()});
    EXPECT_EQ(authority.code, 2);
    EXPECT_EQ(authority.errors,
              "xmppconf: cannot read '" + (folder_ / "ca.pem").string() + "', which --ca names\n");
    const Said selection = run({"--target", target, "--select", "no/such/vector"});
    EXPECT_EQ(selection.code, 2);
    EXPECT_TRUE(selection.errors.starts_with("xmppconf: --select 'no/such/vector' matches no vector"))
        << selection.errors;
    const Said accounts = run({"--target", target, "--accounts", write("a.json", "[{]")});
    EXPECT_EQ(accounts.code, 2);
    EXPECT_EQ(accounts.errors,
              "xmppconf: " + (folder_ / "a.json").string() + ":1:3: this is not valid JSON\n");
    const Said domain = run({"--target", target, "--domain", "other.test", "--accounts",
                             write("b.json", R"([{"jid":"a@conf.test","password":"hush"}])")});
    EXPECT_EQ(domain.code, 2);
    EXPECT_TRUE(domain.errors.starts_with("xmppconf: no account belongs to the domain 'other.test'"))
        << domain.errors;
}

TEST_F(ProgramTest, vectorsOfOnesOwnNeedNoMoreThanTheirFile) {
    write("mine.xml", R"(<vectors xmlns="urn:xmppconf:vector:1" step="stream">
  <vector id="stream/mine" title="Mine">
    <judges as="it" requirement="RFC6120/4.3.2/features"/>
    <use fragment="header" conn="c"/>
    <expect conn="c" req="it"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
  </vector>
</vectors>)");
    const Said wrong = run({"--list", "--vectors", folder_.string()});
    EXPECT_EQ(wrong.code, 2) << "a header without a connection is a mistake";
    EXPECT_TRUE(wrong.errors.starts_with((folder_ / "mine.xml").string() + ":4:")) << wrong.errors;

    write("mine.xml", R"(<vectors xmlns="urn:xmppconf:vector:1" step="stream">
  <vector id="stream/mine" title="Mine">
    <judges as="it" requirement="RFC6120/4.3.2/features"/>
    <connect conn="c"/>
    <use fragment="header" conn="c"/>
    <expect conn="c" req="it"><stream:features xmlns:stream="http://etherx.jabber.org/streams"/></expect>
  </vector>
</vectors>)");
    const Said list = run({"--list", "--vectors", folder_.string()});
    EXPECT_EQ(list.code, 0) << list.errors;
    EXPECT_EQ(list.output, "stream/mine  stream    MUST    Mine\n");
    const Said coverage = run({"--list", "--requirements", "--vectors", folder_.string()});
    EXPECT_NE(coverage.output.find("\n    stream/mine\n"), std::string::npos);
}

TEST_F(ProgramTest, explainsVectorsAndRequirements) {
    const Said vector = run({"--explain", "session/canary"});
    EXPECT_EQ(vector.code, 0) << vector.errors;
    EXPECT_TRUE(vector.output.starts_with("session/canary\nAn account logs in and gets a full JID\n"))
        << vector.output;
    EXPECT_NE(vector.output.find("[bound] RFC6120/7.1/full-jid (MUST): "), std::string::npos)
        << vector.output;
    EXPECT_NE(vector.output.find("\n  -- session\n"), std::string::npos) << vector.output;
    EXPECT_NE(vector.output.find("\n  -- checks that c.jid matches /.+@.+/.+/   [judges bound]\n"),
              std::string::npos)
        << vector.output;
    const Said whole = run({"--explain", "session/canary", "-v"});
    EXPECT_NE(whole.output.find("C: <iq id='bind-1' type='set'>"), std::string::npos) << whole.output;
    const Said requirement = run({"--explain", "RFC6120/7.1/full-jid"});
    EXPECT_EQ(requirement.code, 0);
    EXPECT_TRUE(requirement.output.starts_with("RFC6120/7.1/full-jid (MUST): ")) << requirement.output;
    EXPECT_NE(requirement.output.find("  session/canary: "), std::string::npos);
    const Said unknown = run({"--explain", "session/canari"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_EQ(
        unknown.errors,
        "xmppconf: there is no vector and no requirement 'session/canari'; did you mean 'session/canary'?\n");
}

}  // namespace
}  // namespace xmppconf::suite
