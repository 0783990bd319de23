#include "harness/judge/Came.h"

#include <algorithm>

namespace xmppconf::judge {

bool tellsOfLoad(std::string_view condition) {
    return condition == "internal-server-error" || condition == "resource-constraint" ||
           condition == "temporary-auth-failure";
}

bool tellsOfLoad(const Came& came) {
    return std::any_of(came.names.begin(), came.names.end(),
                       [](const std::string& name) { return tellsOfLoad(std::string_view(name)); });
}

}  // namespace xmppconf::judge
