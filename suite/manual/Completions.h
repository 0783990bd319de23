#pragma once

#include <string>

namespace xmppconf::suite::manual {

/// What makes a shell complete options, their values, file names, and the ids of vectors and requirements,
/// which it asks the program for.
std::string bashCompletion();
std::string zshCompletion();
std::string fishCompletion();

}  // namespace xmppconf::suite::manual
