#pragma once

#include <string_view>

namespace xmppconf::reports {

/// The files of reports/html as they were when the program was built.
std::string_view htmlStyle();
std::string_view htmlScript();

}  // namespace xmppconf::reports
