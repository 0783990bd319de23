#pragma once

#include <string>

namespace xmppconf::octets {

struct Endpoint {
    std::string host;  ///< a name or an address; IPv6 without brackets
    unsigned short port = 0;
    bool operator==(const Endpoint&) const = default;
};

}  // namespace xmppconf::octets
