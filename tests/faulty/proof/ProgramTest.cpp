#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/Process.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

namespace xmppconf::faulty {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A folder that is gone at the end.
class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "xmppconf-faulty-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path_); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

/// faultyServer as a child process; ends with its standard input.
class ServerProcess {
  public:
    explicit ServerProcess(const std::vector<std::string>& arguments)
        : handle_(Poco::Process::launch(XMPPCONF_FAULTY_SERVER, arguments, &in_, &out_, nullptr)) {
        Poco::PipeInputStream output(out_);
        std::string line;
        std::getline(output, line);
        facts = json::parse(line);
    }
    ~ServerProcess() {
        in_.close(Poco::Pipe::CLOSE_WRITE);
        handle_.wait();
    }

    json facts;

  private:
    Poco::Pipe in_, out_;
    Poco::ProcessHandle handle_;
};

struct Finding {
    int code = -1;
    json report;
};

/// The whole program on that server, over TCP.
Finding run(const ServerProcess& server, std::vector<std::string> arguments) {
    const Folder folder;
    std::ofstream(folder.file("accounts.json")) << server.facts.at("accounts");
    fs::permissions(folder.file("accounts.json"), fs::perms::owner_read);
    const std::string target = "localhost:" + std::to_string(server.facts.at("port").get<int>());
    const std::vector<std::string> all = {"--target",   target,
                                          "--accounts", folder.file("accounts.json"),
                                          "--ca",       server.facts.at("ca"),
                                          "--json",     folder.file("report.json")};
    arguments.insert(arguments.begin(), all.begin(), all.end());
    Poco::Pipe output;
    Poco::ProcessHandle handle =
        Poco::Process::launch(XMPPCONF_PROGRAM, arguments, nullptr, &output, nullptr);
    Poco::PipeInputStream said(output);
    said.ignore(std::numeric_limits<std::streamsize>::max());
    const int code = handle.wait();
    std::ifstream in(folder.file("report.json"));
    return {code, in ? json::parse(in) : json()};
}

int countOf(const Finding& run, const char* verdict) {
    return run.report.at("summary").at("vectors").value(verdict, 0);
}

}  // namespace

// The server of the matrix is the one of the network: the whole program over TCP says what the tests in
// memory say.
TEST(Program, FindsTheHonestServerConforming) {
    const ServerProcess server({"--profile", "plain"});
    const Finding found = run(server, {"--tls", "none"});
    EXPECT_EQ(found.code, 0);
    EXPECT_TRUE(found.report.at("run").at("complete").get<bool>());
    for (const char* verdict : {"fail", "warn", "info", "blocked", "error"})
        EXPECT_EQ(countOf(found, verdict), 0) << verdict;
    EXPECT_GT(countOf(found, "pass"), 200);
}

TEST(Program, FindsTheHonestServerConformingOverTls) {
    const ServerProcess server({"--profile", "starttls"});
    const Finding found = run(server, {"--tls", "starttls", "--select", "starttls", "--select", "sasl"});
    EXPECT_EQ(found.code, 0);
    for (const char* verdict : {"fail", "warn", "info", "blocked", "error"})
        EXPECT_EQ(countOf(found, verdict), 0) << verdict;
    EXPECT_GT(countOf(found, "pass"), 50);
}

TEST(Program, BlamesFaultsForWhatTheyBreak) {
    const ServerProcess server(
        {"--profile", "plain", "--fault", "password-not-verified", "--fault", "bad-iq-type-ignored"});
    const Finding found = run(server, {"--tls", "none", "--timeout", "2", "--select", "sasl/plain/*",
                                       "--select", "stanza/iq/type-*", "--select", "stanza/iq/id-*"});
    EXPECT_EQ(found.code, 1);
    std::vector<std::string> failed;
    for (const json& vector : found.report.at("vectors"))
        if (vector.at("verdict") == "fail") failed.push_back(vector.at("id"));
    const auto hasFailed = [&](const char* id) {
        return std::find(failed.begin(), failed.end(), id) != failed.end();
    };
    EXPECT_TRUE(hasFailed("sasl/plain/wrong-password"));
    EXPECT_TRUE(hasFailed("stanza/iq/type-unknown"));
    EXPECT_FALSE(hasFailed("stanza/iq/id-escaped"));
    EXPECT_FALSE(hasFailed("sasl/plain/login"));
}

}  // namespace xmppconf::faulty
