#include "tests/program/ProgramTest.h"
#include "tests/program/XmppHost.h"

/// Reports that cannot be written: a sentence, exit code 4, and never half a file.

namespace xmppconf::test {

namespace {

class Writing : public ProgramTest {
  protected:
    Ended endOf(const std::string& json, const Program::Setting& setting = {}) {
        Program program({"--target", peer_.target(), "--tls", "none", "--json", json}, path(""), setting);
        return program.wait();
    }
    const ScriptedPeer& peer() const { return peer_; }

    /// Names of all files of the folder that are no part of the test.
    std::vector<std::string> leftOvers() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path(""))) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".tmp")) names.push_back(name);
        }
        return names;
    }

  private:
    ScriptedPeer peer_{[](Line& line) { line.reset(); }};
};

TEST_F(Writing, aPathThatCannotBeIsFoundBeforeTheRun) {
    const Ended ended = endOf(path("no-such-folder") + "/r.json");
    EXPECT_EQ(ended.code, 4);
    EXPECT_NE(ended.errors.find("cannot write the report"), std::string::npos) << ended.errors;
    EXPECT_EQ(peer().connections(), 0);
}

TEST_F(Writing, aFullDisk) {
    const Ended ended = endOf("/dev/full");
    EXPECT_EQ(ended.code, 4) << ended.all();
    EXPECT_NE(ended.all().find("cannot write the report /dev/full: No space left on device"),
              std::string::npos)
        << ended.all();
}

TEST_F(Writing, aReportThatDoesNotFitLeavesTheOlderOne) {
    write("r.json", "an older report");
    const Ended ended = endOf(path("r.json"), {.largestFile = 16 * 1024});
    EXPECT_EQ(ended.signal, 0);
    EXPECT_EQ(ended.code, 4) << ended.all();
    EXPECT_NE(ended.all().find("File too large"), std::string::npos) << ended.all();
    EXPECT_EQ(contentOf(path("r.json")), "an older report");
    EXPECT_TRUE(leftOvers().empty());
    std::filesystem::remove(path("r.json"));  // it is none that follows the schema
}

TEST_F(Writing, aReportReplacesTheOlderOneAsAWhole) {
    write("r.json", "an older report");
    EXPECT_EQ(endOf(path("r.json")).code, 3);
    EXPECT_TRUE(nlohmann::json::accept(contentOf(path("r.json"))));
    EXPECT_TRUE(leftOvers().empty());
}

}  // namespace

}  // namespace xmppconf::test
