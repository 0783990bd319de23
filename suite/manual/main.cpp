// Writes the man page and the completions from the program's own tables, when it is built:
//   xmppconf_manual FRAME VERSION DATE FOLDER
#include <cstdio>
#include <fstream>
#include <vector>

#include "suite/manual/Completions.h"
#include "suite/manual/ManPage.h"
#include "suite/options/TextFile.h"

namespace {

namespace manual = xmppconf::suite::manual;

constexpr std::size_t kLargestFrame = 1 << 20;

bool write(const std::string& path, const std::string& text) {
    std::ofstream file(path);
    file << text << std::flush;
    if (!file) std::fprintf(stderr, "cannot write %s\n", path.c_str());
    return file.good();
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv, argv + argc);
    if (arguments.size() != 5) {
        std::fputs("usage: xmppconf_manual FRAME VERSION DATE FOLDER\n", stderr);
        return 2;
    }
    const auto frame = xmppconf::suite::readTextFile(arguments[1], kLargestFrame);
    if (!frame) {
        std::fprintf(stderr, "%s\n", frame.error().c_str());
        return 2;
    }
    const auto page = manual::manPage(frame.value().text, arguments[2], arguments[3]);
    if (!page) {
        std::fprintf(stderr, "%s: %s\n", arguments[1].c_str(), page.error().c_str());
        return 2;
    }
    const std::string folder = arguments[4] + "/";
    const bool written = write(folder + "xmppconf.1", page.value()) &&
                         write(folder + "xmppconf.bash", manual::bashCompletion()) &&
                         write(folder + "_xmppconf", manual::zshCompletion()) &&
                         write(folder + "xmppconf.fish", manual::fishCompletion());
    return written ? 0 : 1;
}
