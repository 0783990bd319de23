#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace xmppconf::reports {

/// A value as JSON in one line, in ASCII.
std::string jsonText(const nlohmann::ordered_json& json);

}  // namespace xmppconf::reports
