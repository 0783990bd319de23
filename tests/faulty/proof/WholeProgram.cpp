#include "tests/faulty/proof/WholeProgram.h"

#include <Poco/PipeStream.h>

#include <filesystem>
#include <fstream>
#include <limits>

namespace xmppconf::faulty {

namespace {

namespace fs = std::filesystem;

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

}  // namespace

ServerProcess::ServerProcess(const std::vector<std::string>& arguments)
    : handle_(Poco::Process::launch(XMPPCONF_FAULTY_SERVER, arguments, &in_, &out_, nullptr)) {
    Poco::PipeInputStream output(out_);
    std::string line;
    std::getline(output, line);
    facts = nlohmann::json::parse(line);
}

ServerProcess::~ServerProcess() {
    in_.close(Poco::Pipe::CLOSE_WRITE);
    handle_.wait();
}

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
    return {code, in ? nlohmann::json::parse(in) : nlohmann::json()};
}

}  // namespace xmppconf::faulty
