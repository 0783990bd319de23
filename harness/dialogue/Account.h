#pragma once

#include <string>

namespace xmppconf::dialogue {

/// An account of the target, as leased for one vector.
struct Account {
    std::string user;
    std::string domain;
    std::string password;
    std::string certificateFile;  ///< PEM, for EXTERNAL; empty: none
    std::string keyFile;          ///< PEM; empty: in certificateFile

    std::string jid() const { return user + "@" + domain; }
};

}  // namespace xmppconf::dialogue
