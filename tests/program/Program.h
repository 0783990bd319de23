#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace xmppconf::test {

/// How a run of the program ended, and what it said.
struct Ended {
    int code = -1;         ///< exit code; -1: a signal ended it
    int signal = 0;        ///< that signal, or 0
    bool overdue = false;  ///< it had to be killed
    double peakMiB = 0;    ///< resident memory at its highest
    std::string output;
    std::string errors;

    std::string all() const { return output + errors; }
};

/// The built program as a process of its own, with its output kept in files of a folder.
class Program {
  public:
    struct Setting {
        std::map<std::string, std::string> environment = {};
        long largestFile = -1;  ///< octets that one of its files may have; negative: any number
    };

    /// `folder` holds what it says; each name there is taken once.
    Program(const std::vector<std::string>& arguments, const std::string& folder)
        : Program(arguments, folder, Setting{}) {}
    Program(const std::vector<std::string>& arguments, const std::string& folder, const Setting& setting);
    ~Program();  ///< kills what still runs

    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void signal(int number) const;
    /// Waits for its end, and kills it when it does not come in time, which is longer under a sanitizer.
    Ended wait(std::chrono::seconds atMost = std::chrono::seconds(60));

  private:
    pid_t pid_ = -1;
    int pidfd_ = -1;
    std::string output_;
    std::string errors_;
};

/// All octets of a file; empty where there is none.
std::string contentOf(const std::string& path);

/// Whether this is built with a sanitizer, so that memory and time are not what users have.
bool sanitized();

}  // namespace xmppconf::test
