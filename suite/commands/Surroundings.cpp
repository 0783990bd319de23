#include "suite/commands/Surroundings.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace xmppconf::suite {

Console Surroundings::console(bool outputIsTaken, ColorChoice color) const {
    const bool isTerminal = outputIsTaken ? errorsAreTerminal : outputIsTerminal;
    const bool colour = color == ColorChoice::Auto ? colourful && isTerminal : color == ColorChoice::Always;
    return {outputIsTaken ? errors : output, isTerminal, colour};
}

Surroundings surroundingsOfProcess() {
    Surroundings surroundings{std::cout, std::cerr, false, false, false, {}, {}};
    surroundings.outputIsTerminal = ::isatty(STDOUT_FILENO) == 1;
    surroundings.errorsAreTerminal = ::isatty(STDERR_FILENO) == 1;
    const char* terminal = std::getenv("TERM");
    const char* noColour = std::getenv("NO_COLOR");
    surroundings.colourful = terminal && std::string_view(terminal) != "dumb" && !(noColour && *noColour);
    if (const char* password = std::getenv("XMPPCONF_PASSWORD")) surroundings.password = password;
    surroundings.columns = [] {
        winsize size{};
        for (const int file : {STDOUT_FILENO, STDERR_FILENO})
            if (::ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return std::size_t{size.ws_col};
        return std::size_t{80};
    };
    return surroundings;
}

}  // namespace xmppconf::suite
