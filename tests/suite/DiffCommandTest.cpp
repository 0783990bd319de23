#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/suite/Said.h"

namespace xmppconf::suite {
namespace {

using test::run;
using test::Said;

namespace fs = std::filesystem;
using Json = nlohmann::json;

class DiffCommandTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "xmppconf-diff-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        std::ifstream(std::string(XMPPCONF_ROOT) + "/tests/reports/data/report.json") >> sample_;
        ASSERT_EQ(sample_["vectors"][0]["verdict"], "pass");
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const Json& json) const {
        std::ofstream(folder_ / name) << json.dump();
        return (folder_ / name).string();
    }
    Json broken() const {
        Json json = sample_;
        json["vectors"][0]["verdict"] = json["vectors"][0]["checks"][0]["verdict"] = "fail";
        return json;
    }

    fs::path folder_;
    Json sample_;
};

TEST_F(DiffCommandTest, theExitCodeSaysWhetherAnythingGotWorse) {
    const std::string good = write("good.json", sample_);
    const std::string bad = write("bad.json", broken());
    const Said same = run({"diff", good, good});
    EXPECT_EQ(same.code, 0) << same.errors;
    EXPECT_TRUE(same.output.ends_with("\nNothing changed; no regression\n")) << same.output;
    const Said better = run({"diff", bad, good});
    EXPECT_EQ(better.code, 0);
    EXPECT_TRUE(better.output.ends_with("\nNewly passes: 1; no regression\n")) << better.output;
    const Said worse = run({"diff", good, bad});
    EXPECT_EQ(worse.code, 1);
    EXPECT_TRUE(worse.output.ends_with("\nNewly fails: 1; 1 regression\n")) << worse.output;
    EXPECT_EQ(worse.output.find('\x1b'), std::string::npos);
    EXPECT_NE(run({"diff", good, bad, "--color", "always"}).output.find('\x1b'), std::string::npos);
}

TEST_F(DiffCommandTest, writesAPageToo) {
    const std::string page = (folder_ / "diff.html").string();
    const Said said = run({"diff", write("good.json", sample_), write("bad.json", broken()), "--html", page});
    EXPECT_EQ(said.code, 1);
    std::ostringstream text;
    text << std::ifstream(page).rdbuf();
    EXPECT_NE(text.str().find("<p class=\"verdict\">1 regression</p>"), std::string::npos);
    EXPECT_TRUE(text.str().ends_with("</html>\n"));
}

TEST_F(DiffCommandTest, mistakesAreSentences) {
    const std::string good = write("good.json", sample_);
    EXPECT_EQ(run({"diff", good}).errors,
              "xmppconf diff: two reports are needed, the older one first; 1 given\n");
    EXPECT_EQ(run({"diff", good}).code, 2);
    const Said missing = run({"diff", good, (folder_ / "no.json").string()});
    EXPECT_EQ(missing.code, 2);
    EXPECT_EQ(missing.errors, "xmppconf diff: cannot read '" + (folder_ / "no.json").string() +
                                  "': No such file or directory\n");
    EXPECT_EQ(run({"diff", write("other.json", Json::object()), good}).code, 2);
    EXPECT_EQ(run({"diff", good, good, "--html", (folder_ / "no" / "d.html").string()}).code, 4);
    EXPECT_EQ(run({"diff", good, good, "--html", good}).errors,
              "xmppconf diff: --html names '" + good + "', which is a report to be read\n");
    EXPECT_EQ(run({"diff", good, good, "--color", "blue"}).code, 2);
}

}  // namespace
}  // namespace xmppconf::suite
