#include "tests/program/Program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace xmppconf::test {

namespace {

// A sanitizer makes the program several times slower.
constexpr int kSanitizedSlowness = 5;

/// In the child: only what is safe between fork and exec.
[[noreturn]] void become(char* const* arguments, const char* output, const char* errors, long largestFile,
                         char* const* environment) {
    const auto redirect = [](const char* path, int to) {
        const int file = ::open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || ::dup2(file, to) < 0) ::_exit(126);
        ::close(file);
    };
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    redirect(output, STDOUT_FILENO);
    redirect(errors, STDERR_FILENO);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    if (largestFile >= 0) {
        const rlimit limit{static_cast<rlim_t>(largestFile), static_cast<rlim_t>(largestFile)};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> environmentWith(const std::map<std::string, std::string>& more) {
    std::vector<std::string> all;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string entry = *each;
        const std::string name = entry.substr(0, entry.find('='));
        if (name != "XMPPCONF_PASSWORD" && !more.contains(name)) all.push_back(entry);
    }
    for (const auto& [name, value] : more) all.push_back(name + "=" + value);
    return all;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const std::string& folder, const Setting& setting)
    : output_(folder + "/output"), errors_(folder + "/errors") {
    std::vector<std::string> words = {XMPPCONF_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environmentWith(setting.environment);
    const std::vector<char*> argv = pointers(words);
    const std::vector<char*> envp = pointers(variables);
    pid_ = ::fork();
    if (pid_ == 0) become(argv.data(), output_.c_str(), errors_.c_str(), setting.largestFile, envp.data());
    if (pid_ < 0) throw std::runtime_error("cannot start the program");
    pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (pidfd_ < 0) throw std::runtime_error("cannot watch the program");
}

Program::~Program() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    if (pidfd_ >= 0) ::close(pidfd_);
}

void Program::signal(int number) const {
    if (pid_ > 0) ::kill(pid_, number);
}

Ended Program::wait(std::chrono::seconds atMost) {
    Ended ended;
    pollfd end{pidfd_, POLLIN, 0};
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(
        atMost * (sanitized() ? kSanitizedSlowness : 1));
    if (::poll(&end, 1, static_cast<int>(patience.count())) != 1) {
        ended.overdue = true;
        ::kill(pid_, SIGKILL);
    }
    int status = 0;
    rusage usage{};
    ::wait4(pid_, &status, 0, &usage);
    pid_ = -1;
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
    ended.peakMiB = static_cast<double>(usage.ru_maxrss) / 1024;
    ended.output = contentOf(output_);
    ended.errors = contentOf(errors_);
    return ended;
}

std::string contentOf(const std::string& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
}

bool sanitized() {
#if defined(XMPPCONF_SANITIZED)
    return true;
#else
    return false;
#endif
}

}  // namespace xmppconf::test
