#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/octets/Recording.h"
#include "reports/files/JsonNode.h"

namespace xmppconf::suite {

nlohmann::json jsonOf(const octets::Endpoint& endpoint);
nlohmann::json jsonOf(const octets::Recording& recording);

// These throw a reports::JsonMistake.
octets::Endpoint endpointFrom(const reports::JsonNode& node);
octets::Recording recordingFrom(const reports::JsonNode& node);

}  // namespace xmppconf::suite
