#pragma once

#include <string>

#include "tests/faulty/server/Conduct.h"

namespace xmppconf::faulty {

/// The header as it goes over the wire.
std::string textOf(const Header& header);

}  // namespace xmppconf::faulty
