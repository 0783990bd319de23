#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace xmppconf::suite {

/// What the process gives the program besides its arguments.
struct Surroundings {
    std::ostream& output;
    std::ostream& errors;
    bool outputIsTerminal = false;
    bool errorsAreTerminal = false;
    bool colourful = false;                ///< terminals here show colours
    std::optional<std::string> password;   ///< $XMPPCONF_PASSWORD
    std::function<std::size_t()> columns;  ///< of the terminal; may be empty
};

/// The surroundings of this process.
Surroundings surroundingsOfProcess();

}  // namespace xmppconf::suite
