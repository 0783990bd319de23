#include "tests/program/ProgramTest.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace xmppconf::test {

namespace fs = std::filesystem;

namespace {

constexpr double kMostMiB = 64;

bool harmless(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return (octet < 0x20 && c != '\n' && c != '\t') || octet == 0x7f;
    });
}

}  // namespace

void ProgramTest::SetUp() {
    std::string name = (fs::temp_directory_path() / "xmppconf-run-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    const std::string accounts = write(
        "accounts.json",
        R"([{"jid":"alice@conf.test","password":"w0nder-land"},{"jid":"bob@conf.test","password":"bu1lder-s"}])");
    ASSERT_EQ(::chmod(accounts.c_str(), 0600), 0);
}

// The report stays where the build keeps them: a test of its own checks all of them against the schema.
void ProgramTest::TearDown() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "." + test->name() + ".json";
    std::replace(name.begin(), name.end(), '/', '-');
    const fs::path kept = fs::path(XMPPCONF_TEST_REPORTS) / name;
    std::error_code ignored;
    fs::create_directories(kept.parent_path(), ignored);
    fs::remove(kept, ignored);
    fs::copy_file(folder_ / "r.json", kept, ignored);
    fs::remove_all(folder_, ignored);
}

std::string ProgramTest::write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
}

std::vector<std::string> ProgramTest::options(const std::string& target,
                                              const std::vector<std::string>& more) const {
    std::vector<std::string> all = {"--target",  target,         "--accounts", path("accounts.json"),
                                    "--json",    path("r.json"), "--html",     path("r.html"),
                                    "--timeout", timeout_};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Ended ProgramTest::run(const std::string& target, const std::vector<std::string>& more) {
    Program program(options(target, more), folder_.string());
    Ended ended = program.wait();
    EXPECT_FALSE(ended.overdue) << ended.all();
    EXPECT_EQ(ended.signal, 0) << ended.all();
    if (!sanitized()) {
        EXPECT_LT(ended.peakMiB, kMostMiB);
    }
    EXPECT_TRUE(harmless(ended.all())) << ended.all();
    checkReports();
    if (report_.is_object()) {
        EXPECT_EQ(report_["summary"]["exit_code"], ended.code) << ended.all();
    }
    return ended;
}

void ProgramTest::checkReports() {
    report_ = nlohmann::json::parse(contentOf(path("r.json")), nullptr, false);
    EXPECT_TRUE(report_.is_object()) << "the JSON report is not whole";
    html_ = contentOf(path("r.html"));
    EXPECT_TRUE(html_.ends_with("</html>\n"))
        << html_.substr(html_.size() - std::min<std::size_t>(html_.size(), 200));
    EXPECT_TRUE(harmless(html_));
}

const nlohmann::json* ProgramTest::vector(const std::string& id) const {
    if (!report_.is_object()) return nullptr;
    for (const auto& each : report_["vectors"])
        if (each["id"] == id) return &each;
    return nullptr;
}

std::string ProgramTest::verdictOf(const std::string& id) const {
    const auto* found = vector(id);
    return found ? (*found)["verdict"].get<std::string>() : "";
}

std::string ProgramTest::reasonOf(const std::string& id) const {
    const auto* found = vector(id);
    return found ? (*found)["reason"].get<std::string>() : "";
}

}  // namespace xmppconf::test
