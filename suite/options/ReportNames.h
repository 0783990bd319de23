#pragma once

#include <string>
#include <vector>

namespace xmppconf::suite {

/// What reports are called after their files: by file name, where these are the same ("report.json" in
/// several folders) by folder, and where that does not tell them apart either by the whole path.
std::vector<std::string> namesOfReports(const std::vector<std::string>& paths);

}  // namespace xmppconf::suite
