#pragma once

#include <string>
#include <string_view>

namespace xmppconf::reports {

/// The frame of every page that we write: one file that fetches nothing, whose content security policy lets
/// only our own style sheet and script act. Between the two stands the content, as elements.
std::string pageBegin(std::string_view title);
std::string pageEnd();

}  // namespace xmppconf::reports
