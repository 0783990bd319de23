#include <Poco/String.h>

#include "tests/secrets/Echo.h"
#include "tests/secrets/SecretsRun.h"

/// Logins with every mechanism that has a password, at a server that says back all that it was told and all
/// that it can compute: nothing of it may be in anything that the program writes.

namespace xmppconf::test {

namespace {

struct Mechanism {
    const char* name;
    const char* vectors;
    bool tls = false;
};

class Secrets : public SecretsRun, public testing::WithParamInterface<Mechanism> {
  protected:
    void SetUp() override {
        ProgramTest::SetUp();
        const auto accounts = nlohmann::json::array({{{"jid", "alice@conf.test"}, {"password", Echo::kAlice}},
                                                     {{"jid", "bob@conf.test"}, {"password", Echo::kBob}}});
        write("accounts.json", accounts.dump());
    }

    /// With channel binding: a run logs in without it.
    static std::string offered() {
        const std::string name = GetParam().name;
        return name.ends_with("-PLUS") ? name + " " + name.substr(0, name.rfind('-')) : name;
    }
};

TEST_P(Secrets, areInNoOutput) {
    Echo echo(offered(), GetParam().tls);
    ScriptedPeer peer([&](Line& line) { echo.speak(line); });
    const Ended ended = runWithAllOutputs(peer.target(), {"--tls", GetParam().tls ? "direct" : "none",
                                                          "--insecure", "--select", GetParam().vectors});
    EXPECT_TRUE(echo.chosen().contains(GetParam().name)) << ended.all();
    const LeakFinder finder = echo.finder();
    EXPECT_GT(finder.size(), 4U) << "hardly anything was said that could leak";
    const auto written = outputs(ended);
    expectFoundEverywhere(Echo::kPlanted, written, {"JSON", "HTML", "JUnit", "CTRF", "summary", "console"});
    EXPECT_NE(ended.output.find("«masked: "), std::string::npos);
    expectNoLeak(finder, written);
}

std::string nameOf(const testing::TestParamInfo<Mechanism>& each) {
    return Poco::replace(std::string(each.param.name), std::string("-"), std::string());
}

INSTANTIATE_TEST_SUITE_P(, Secrets,
                         testing::Values(Mechanism{"PLAIN", "sasl/plain/*"},
                                         Mechanism{"SCRAM-SHA-1", "sasl/scram-sha-1/*"},
                                         Mechanism{"SCRAM-SHA-256", "sasl/scram-sha-256/*"},
                                         Mechanism{"SCRAM-SHA-512", "sasl/scram-sha-512/*"},
                                         Mechanism{"SCRAM-SHA-1-PLUS", "sasl/scram-sha-1-plus/*", true},
                                         Mechanism{"SCRAM-SHA-256-PLUS", "sasl/scram-sha-256-plus/*", true},
                                         Mechanism{"SCRAM-SHA-512-PLUS", "sasl/scram-sha-512-plus/*", true},
                                         Mechanism{"DIGEST-MD5", "sasl/digest-md5/*"}),
                         nameOf);

}  // namespace

}  // namespace xmppconf::test
