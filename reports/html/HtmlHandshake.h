#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// The login as a picture, from the first octet to the close: each of its moments (a) to (i) with who speaks,
/// each step with its verdict as colour and in words, linked to its vectors.
std::string htmlHandshake(const Report& report);

}  // namespace xmppconf::reports
