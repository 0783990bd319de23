#pragma once

#include <nlohmann/json_fwd.hpp>

#include "reports/files/JsonNode.h"
#include "suite/recording/RecordedConversation.h"

namespace xmppconf::suite {

// What stands in the lines of a recording file. Those that read throw a reports::JsonMistake.

nlohmann::json jsonOf(const RecordedContext& context);
RecordedContext contextFrom(const reports::JsonNode& node);

/// Without its context.
nlohmann::json jsonOf(const RecordedConversation& conversation);
RecordedConversation conversationFrom(const reports::JsonNode& node);

}  // namespace xmppconf::suite
