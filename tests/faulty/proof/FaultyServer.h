#pragma once

#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/Process.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace xmppconf::suite::test {

/// The faulty server with these faults, in a process of its own, and a file of its accounts. Ends with this.
class FaultyServer {
  public:
    explicit FaultyServer(const std::vector<std::string>& faults, const std::string& profile = "plain")
        : process_(Poco::Process::launch(XMPPCONF_FAULTY_SERVER, arguments(faults, profile), &input_,
                                         &output_, nullptr)) {
        Poco::PipeInputStream stream(output_);
        std::string line;
        std::getline(stream, line);
        facts_ = nlohmann::json::parse(line);
        std::ofstream(accounts_) << facts_["accounts"];
        std::filesystem::permissions(accounts_, std::filesystem::perms::owner_read);
    }
    ~FaultyServer() {
        input_.close();
        process_.wait();
        std::filesystem::remove(accounts_);
    }
    FaultyServer(const FaultyServer&) = delete;
    FaultyServer& operator=(const FaultyServer&) = delete;

    /// What it says of itself: port, direct_port, domain, ca, and accounts as a file of accounts has them.
    const nlohmann::json& facts() const { return facts_; }
    /// The arguments of a run of these vectors on it.
    std::vector<std::string> run(const std::string& pattern) const {
        return {"--target",   fmt::format("127.0.0.1:{}", facts_["port"].get<int>()),
                "--domain",   "localhost",
                "--tls",      "none",
                "--accounts", accounts_,
                "--select",   pattern};
    }

  private:
    static std::vector<std::string> arguments(const std::vector<std::string>& faults,
                                              const std::string& profile) {
        std::vector<std::string> result = {"--profile", profile};
        for (const std::string& fault : faults) result.insert(result.end(), {"--fault", fault});
        return result;
    }

    Poco::Pipe input_;
    Poco::Pipe output_;
    Poco::ProcessHandle process_;
    nlohmann::json facts_;
    std::string accounts_ = fmt::format("{}/xmppconf-faulty-{}.json", testing::TempDir(), ::getpid());
};

}  // namespace xmppconf::suite::test
