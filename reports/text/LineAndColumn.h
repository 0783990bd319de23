#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace xmppconf::reports {

/// Where the octet of that number, counted from 1, stands: "3:14", line and column.
std::string lineAndColumn(std::string_view text, std::size_t octet);

}  // namespace xmppconf::reports
