#pragma once

#include <string>

#include "harness/vector/Place.h"

namespace xmppconf::vector {

enum class Level { Must, Should, May };
std::string_view nameOf(Level level);  ///< "MUST", "SHOULD", "MAY"

/// One normative statement that binds a server.
struct Requirement {
    std::string id;       ///< "RFC6120/4.3.3/new-stream-id"
    std::string spec;     ///< "RFC6120"
    std::string section;  ///< "4.3.3"
    Level level = Level::Must;
    std::string feature;     ///< name in RFC 6120 section 15; empty: none
    std::string text;        ///< one sentence in our own words
    std::string link;        ///< to the section
    std::string untestable;  ///< why it cannot be seen from outside; empty: it can
    Place place;
};

}  // namespace xmppconf::vector
