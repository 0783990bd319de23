#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "suite/options/Options.h"

namespace xmppconf::suite {

/// Where a command speaks to its user.
struct Console {
    std::ostream& stream;
    bool isTerminal;
    bool colour;
};

/// What the process gives the program besides its arguments.
struct Surroundings {
    std::ostream& output;
    std::ostream& errors;
    bool outputIsTerminal = false;
    bool errorsAreTerminal = false;
    bool colourful = false;                ///< terminals here show colours
    std::optional<std::string> password;   ///< $XMPPCONF_PASSWORD
    std::function<std::size_t()> columns;  ///< of the terminal; may be empty

    /// Standard output, or standard error when a file takes that.
    Console console(bool outputIsTaken, ColorChoice color) const;
};

/// The surroundings of this process.
Surroundings surroundingsOfProcess();

}  // namespace xmppconf::suite
