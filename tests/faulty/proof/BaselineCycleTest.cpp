#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "suite/commands/Program.h"
#include "suite/options/BaselineFile.h"
#include "tests/faulty/proof/FaultyServer.h"

namespace xmppconf::suite {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr const char* kOld = "scram-wrong-server-signature";
constexpr const char* kNew = "scram-mandatory-extension-ignored";

class BaselineCycleTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "xmppconf-cycle-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    /// The whole program against a server with these faults; what it printed is in `output_`.
    int run(const Words& faults, const Words& options) {
        const test::FaultyServer server(faults);
        Words arguments = server.run("sasl/scram-sha-1");
        arguments.insert(arguments.end(), options.begin(), options.end());
        std::ostringstream output;
        std::ostringstream errors;
        const int code = runProgram(arguments, {output, errors, false, false, false, {}, {}});
        output_ = output.str() + errors.str();
        return code;
    }
    bool said(const std::string& text) const { return output_.find(text) != std::string::npos; }
    std::size_t entries() const {
        const auto baseline = readBaseline(path("b.json"));
        EXPECT_TRUE(baseline) << baseline.error();
        return baseline ? baseline.value().entries().size() : 0;
    }

    fs::path folder_;
    std::string output_;
};

TEST_F(BaselineCycleTest, fromTheFirstRunToTheRepairedServer) {
    const std::string file = path("b.json");
    ASSERT_EQ(run({kOld}, {"--write-baseline", file}), 1) << output_;
    EXPECT_TRUE(said("Baseline written to " + file)) << output_;
    const std::size_t accepted = entries();
    ASSERT_GT(accepted, 0u);

    ASSERT_EQ(run({kOld}, {"--baseline", file}), 0) << output_;
    EXPECT_TRUE(said("accepted by the baseline: first seen ")) << output_;
    EXPECT_TRUE(said("exit code 0: the target conforms, but for what the baseline accepts")) << output_;

    ASSERT_EQ(run({kOld, kNew}, {"--baseline", file}), 1) << output_;
    EXPECT_TRUE(said("\n  new         sasl/scram-sha-1/")) << output_;
    EXPECT_FALSE(said("\n  stale ")) << output_;

    ASSERT_EQ(run({}, {"--baseline", file}), 1) << output_;
    EXPECT_TRUE(said("\n  stale       sasl/scram-sha-1/")) << output_;
    EXPECT_TRUE(said("it no longer fails")) << output_;
    EXPECT_TRUE(said("--baseline " + file + " --write-baseline " + file + "\n")) << output_;
    EXPECT_TRUE(said("exit code 1: the baseline no longer fits")) << output_;
    EXPECT_EQ(entries(), accepted) << "a run without --write-baseline changes nothing";

    ASSERT_EQ(run({}, {"--baseline", file, "--write-baseline", file}), 1) << output_;
    EXPECT_EQ(entries(), 0u);
    ASSERT_EQ(run({}, {"--baseline", file}), 0) << output_;
}

TEST_F(BaselineCycleTest, aFileWithReasonsIsNotOverwritten) {
    std::ofstream(path("b.json")) << R"({"format":"xmppconf-baseline/1","accepted":[]})";
    EXPECT_EQ(run({}, {"--write-baseline", path("b.json")}), 2);
    EXPECT_TRUE(said("writing it anew would lose the reasons in it")) << output_;
}

}  // namespace
}  // namespace xmppconf::suite
