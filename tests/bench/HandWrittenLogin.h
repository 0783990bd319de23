#pragma once

#include <string>

namespace xmppconf::bench {

struct LoginTarget {
    std::string host;
    int port = 0;
    std::string domain;
    std::string user;
    std::string password;
};

/// One login by SCRAM-SHA-1 as a C programmer would write it for this one purpose: blocking socket, fixed
/// strings, no XML parser. Returns the seconds from connect to the server's answer to the closing tag, or
/// a negative number when anything was not as hoped.
double handWrittenLogin(const LoginTarget& target);

}  // namespace xmppconf::bench
