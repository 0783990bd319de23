#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::suite {

inline constexpr unsigned short kClientPort = 5222;     ///< RFC 6120 14.7
inline constexpr unsigned short kDirectTlsPort = 5223;  ///< the usual port of XEP-0368

/// Where the server is, as the user named it.
struct Target {
    std::string host;  ///< a name or an address; IPv6 without brackets
    std::optional<unsigned short> port;
};

/// HOST, HOST:PORT, [IPV6]:PORT, [IPV6] or a bare IPv6 address.
Result<Target> parseTarget(std::string_view text);

/// A number from 1 to 65535; `what` names it in the sentence: "the port of the target".
Result<unsigned short> parsePort(std::string_view text, std::string_view what);

/// The host is this machine by its name or address alone; nothing is resolved.
bool isLoopback(std::string_view host);

}  // namespace xmppconf::suite
