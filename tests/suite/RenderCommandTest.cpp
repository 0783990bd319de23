#include <Poco/Net/ServerSocket.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/suite/Said.h"

namespace xmppconf::suite {
namespace {

using test::run;
using test::Said;

namespace fs = std::filesystem;

class RenderCommandTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "xmppconf-render-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name) << text;
        return path(name);
    }
    std::string content(const std::string& name) const {
        std::ifstream file(folder_ / name);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    /// Reports of a run that finds nobody.
    void makeReports() {
        Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
        const std::string port = std::to_string(socket.address().port());
        socket.close();
        const Said said = run({"--target", "127.0.0.1:" + port, "--json", path("run.json"), "--html",
                               path("run.html"), "--seed", "7"});
        EXPECT_EQ(said.code, 3) << said.errors;
    }

    fs::path folder_;
};

TEST_F(RenderCommandTest, theReportOfARunComesBackFromItsJson) {
    makeReports();
    const Said said = run({"render", path("run.json"), "--html", path("again.html")});
    EXPECT_EQ(said.code, 0) << said.errors;
    EXPECT_EQ(said.output, "HTML report written to " + path("again.html") + "\n");
    EXPECT_EQ(said.errors, "");
    EXPECT_GT(content("run.html").size(), 10'000u);
    EXPECT_EQ(content("again.html"), content("run.html"));
}

TEST_F(RenderCommandTest, severalReportsAreComparedUnderTheirNames) {
    makeReports();
    fs::create_directories(folder_ / "b c");
    fs::copy_file(path("run.json"), folder_ / "b c" / "other.json");
    fs::copy_file(path("run.html"), folder_ / "b c" / "other.html");
    const Said said =
        run({"render", path("run.json"), path("b c/other.json"), "--html", path("matrix.html")});
    EXPECT_EQ(said.code, 0) << said.errors;
    const std::string page = content("matrix.html");
    EXPECT_NE(page.find("2 reports compared"), std::string::npos);
    EXPECT_NE(page.find("<a href=\"run.html\">run</a>"), std::string::npos);
    EXPECT_NE(page.find("<a href=\"b%20c/other.html\">other</a>"), std::string::npos);

    EXPECT_EQ(run({"render", path("run.json"), path("run.json"), "--name", "old <1>", "--name", "new",
                   "--html", path("matrix.html")})
                  .code,
              0);
    EXPECT_NE(content("matrix.html").find("old &lt;1&gt;</a>"), std::string::npos);
    const Said names = run({"render", "a.json", "b.json", "--name", "x", "--html", path("matrix.html")});
    EXPECT_EQ(names.code, 2);
    EXPECT_EQ(names.errors,
              "xmppconf render: there are 2 reports and 1 of --name; give one for each, in the same order\n");
}

TEST_F(RenderCommandTest, mistakesAreSentences) {
    const auto sentence = [&](const std::vector<std::string>& arguments, int code) {
        const Said said = run(arguments);
        EXPECT_EQ(said.code, code) << said.errors;
        EXPECT_EQ(said.output, "");
        return said.errors;
    };
    EXPECT_EQ(sentence({"render"}, 2),
              "xmppconf render: --html is missing: where shall the report be written?\n");
    EXPECT_EQ(sentence({"render", "--html", path("x.html")}, 2),
              "xmppconf render: a report is missing: the JSON file of an earlier run\n");
    EXPECT_EQ(sentence({"render", "--htm", "x", "y"}, 2),
              "xmppconf render: unknown option '--htm'; did you mean '--html'?\n");
    EXPECT_EQ(sentence({"render", path("no.json"), "--html", path("x.html")}, 2),
              "xmppconf render: cannot read '" + path("no.json") + "': No such file or directory\n");
    EXPECT_EQ(sentence({"render", write("a.json", "{\"format\":\n[}"), "--html", path("x.html")}, 2),
              "xmppconf render: " + path("a.json") + ":2:2: this is not valid JSON\n");
    EXPECT_EQ(sentence({"render", write("a.json", "{}"), "--html", path("x.html")}, 2),
              "xmppconf render: " + path("a.json") + ": format is missing\n");
    EXPECT_EQ(sentence({"rendr", "a.json"}, 2),
              "xmppconf: 'rendr' is no option; did you mean 'render'?\nxmppconf --help lists the options.\n");
    EXPECT_EQ(sentence({"render", path("a.json"), "--html", path("a.json")}, 2),
              "xmppconf render: --html names '" + path("a.json") + "', which is a report to be read\n");
    makeReports();
    EXPECT_EQ(
        sentence({"render", path("run.json"), "--html", path("no/x.html")}, 4).find("xmppconf render: "), 0u);
    EXPECT_FALSE(fs::exists(folder_ / "x.html"));
}

TEST_F(RenderCommandTest, helpSaysWhatItTakes) {
    const Said said = run({"render", "--help"});
    EXPECT_EQ(said.code, 0);
    for (const char* part : {"Usage: xmppconf render REPORT.json...", "--html FILE", "Exit code: 0 written"})
        EXPECT_NE(said.output.find(part), std::string::npos) << said.output;
    EXPECT_NE(run({"--help"}).output.find("xmppconf render REPORT.json..."), std::string::npos);
}

}  // namespace
}  // namespace xmppconf::suite
