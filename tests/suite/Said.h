#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "suite/commands/Program.h"

namespace xmppconf::suite::test {

/// What the program says and ends with, when it has these arguments and no terminal.
struct Said {
    int code;
    std::string output;
    std::string errors;
};

inline Said run(const std::vector<std::string>& arguments) {
    std::ostringstream output;
    std::ostringstream errors;
    const int code = runProgram(arguments, {output, errors, false, false, false, {}, {}});
    return {code, output.str(), errors.str()};
}

}  // namespace xmppconf::suite::test
