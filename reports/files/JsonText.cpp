#include "reports/files/JsonText.h"

#include <nlohmann/json.hpp>

namespace xmppconf::reports {

std::string jsonText(const nlohmann::ordered_json& json) {
    // Every string is UTF-8 by now; `replace` is for the case that this is wrong one day.
    return json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace xmppconf::reports
