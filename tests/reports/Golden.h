#pragma once

#include <string>

namespace xmppconf::reports {

/// Compares with the approved text in tests/reports/data; with XMPPCONF_APPROVE=1 in the environment, the
/// text becomes the approved one. Put `git diff` behind it and look.
void expectApproved(const std::string& text, const std::string& file);

std::string contentOf(const std::string& path);

/// A path below a folder of this process that is removed at its end.
std::string temporaryPath(const std::string& name);

}  // namespace xmppconf::reports
