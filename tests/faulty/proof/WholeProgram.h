#pragma once

#include <Poco/Pipe.h>
#include <Poco/Process.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace xmppconf::faulty {

/// faultyServer as a child process; ends with its standard input.
class ServerProcess {
  public:
    explicit ServerProcess(const std::vector<std::string>& arguments);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    nlohmann::json facts;  ///< what it prints

  private:
    Poco::Pipe in_, out_;
    Poco::ProcessHandle handle_;
};

struct Finding {
    int code = -1;
    nlohmann::json report;  ///< null: there is none
};

/// The whole program on that server, over TCP, with its accounts.
Finding run(const ServerProcess& server, std::vector<std::string> arguments);

}  // namespace xmppconf::faulty
