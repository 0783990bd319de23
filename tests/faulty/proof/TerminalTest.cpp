#include <Poco/Net/ServerSocket.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "suite/options/CommandLine.h"
#include "terminal/PseudoTerminal.h"
#include "terminal/Screen.h"
#include "tests/faulty/proof/FaultyServer.h"

namespace xmppconf::suite {
namespace {

using terminal::PseudoTerminal;
using terminal::Screen;
using Words = std::vector<std::string>;

std::vector<char*> pointers(Words& words) {
    std::vector<char*> result;
    for (std::string& word : words) result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

/// What the program itself writes to a terminal of 80 columns.
std::string atTerminal(Words arguments, Words environment) {
    arguments.insert(arguments.begin(), XMPPCONF_PROGRAM);
    PseudoTerminal terminal(80);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_adddup2(&files, terminal.file(), file);
    pid_t process = 0;
    const int error = ::posix_spawn(&process, XMPPCONF_PROGRAM, &files, nullptr, pointers(arguments).data(),
                                    pointers(environment).data());
    posix_spawn_file_actions_destroy(&files);
    EXPECT_EQ(error, 0);
    if (error == 0) ::waitpid(process, nullptr, 0);
    return terminal.everything();
}

std::string throughPipe(Words arguments, const std::string& environment) {
    arguments.insert(arguments.begin(), XMPPCONF_PROGRAM);
    const std::string command = environment + " " + shellQuoted(arguments) + " 2>&1";
    std::string text;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), got);
    ::pclose(pipe);
    return text;
}

/// A run that ends at once, since nobody listens there; --seed and the port make it say the same each time.
Words shortRun() {
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    return {"--target", socket.address().toString(), "--seed", "1"};
}

std::string withoutDuration(std::string text) {
    const auto end = text.find(" s, exit code ");
    if (end != text.npos) text.erase(text.rfind('\n', end) + 1, end - text.rfind('\n', end));
    return text;
}

TEST(Terminal, coloursAreForTerminalsThatWantThem) {
    const Words run = shortRun();
    EXPECT_TRUE(Screen(80, atTerminal(run, {"TERM=xterm"})).coloured());
    EXPECT_FALSE(Screen(80, atTerminal(run, {"TERM=xterm", "NO_COLOR=1"})).coloured());
    EXPECT_FALSE(Screen(80, atTerminal(run, {"TERM=dumb"})).coloured());
    EXPECT_FALSE(Screen(80, atTerminal(run, {})).coloured());
    EXPECT_FALSE(Screen(80, throughPipe(run, "TERM=xterm")).coloured());

    Words never = run;
    never.insert(never.end(), {"--color", "never"});
    EXPECT_FALSE(Screen(80, atTerminal(never, {"TERM=xterm"})).coloured());
    Words always = run;
    always.insert(always.end(), {"--color", "always"});
    EXPECT_TRUE(Screen(80, throughPipe(always, "NO_COLOR=1")).coloured());
}

TEST(Terminal, showsInTheEndWhatAPipeGets) {
    const Words run = shortRun();
    const std::string piped = throughPipe(run, "TERM=xterm");
    EXPECT_NE(piped.find("exit code 3: "), std::string::npos) << piped;
    EXPECT_EQ(piped.find('\r'), std::string::npos);
    const Screen screen(80, atTerminal(run, {"TERM=xterm"}));
    EXPECT_EQ(screen.foreignControls(), 0u);
    EXPECT_EQ(withoutDuration(screen.text()), withoutDuration(piped));
}

TEST(Terminal, followsARunAndEndsWithWhatFailed) {
    const test::FaultyServer server({"scram-wrong-server-signature"});
    const std::string octets = atTerminal(server.run("sasl/scram-sha-1"), {"TERM=xterm"});
    const Screen screen(80, octets);
    EXPECT_EQ(screen.foreignControls(), 0u);
    EXPECT_TRUE(screen.coloured());
    EXPECT_NE(octets.find("\r[0/"), std::string::npos);
    const std::string text = screen.text();
    EXPECT_EQ(text.find("failed so far"), std::string::npos) << "the progress is still there:\n" << text;
    const auto failed = text.find("\nFailed\n");
    ASSERT_NE(failed, std::string::npos) << text;
    EXPECT_NE(text.find("fail    sasl/scram-sha-1/login\n", failed), std::string::npos) << text;
    EXPECT_GT(text.find("\nSummary\n"), failed);
    EXPECT_NE(text.find(" exit code 1: the target does not conform\n"), std::string::npos);

    Words verbose = server.run("sasl/scram-sha-1/login");
    verbose.emplace_back("-v");
    const std::string piped = throughPipe(verbose, "TERM=xterm");
    EXPECT_NE(piped.find("  c  C: <?xml version='1.0'?><stream:stream "), std::string::npos) << piped;
    EXPECT_LT(piped.find("  c  S: "), piped.find("\nSummary\n"));
    EXPECT_EQ(piped.find('\r'), std::string::npos);
}

TEST(Terminal, mistakesAreSentencesThere) {
    const Screen option(80, atTerminal({"--targt", "localhost"}, {"TERM=xterm"}));
    EXPECT_EQ(option.text(),
              "xmppconf: unknown option '--targt'; did you mean '--target'?\n"
              "xmppconf --help lists the options.\n");
    const Screen id(80, atTerminal({"--explain", "session/canery"}, {"TERM=xterm"}));
    EXPECT_EQ(id.text(),
              "xmppconf: there is no vector and no requirement 'session/canery'; did you mean "
              "'session/canary'?\n");
}

}  // namespace
}  // namespace xmppconf::suite
