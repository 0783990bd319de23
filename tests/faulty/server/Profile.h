#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::faulty {

/// What an honest server offers.
struct Profile {
    std::string name;
    bool startTls = false;             ///< offered in the clear
    bool demandsTls = false;           ///< nothing else before it
    bool session = false;              ///< RFC 3921
    bool streamManagement = false;     ///< XEP-0198, without resumption
    bool rosterVersions = false;       ///< RFC 6121 section 2.6
    bool replacesBadResources = true;  ///< else they are refused
    std::size_t mostResources = 0;     ///< of an account at a time; 0: any number
    bool externalForAll = false;       ///< else EXTERNAL is offered to clients with a certificate only
    bool namesScramErrors = false;     ///< in a last challenge, else SCRAM fails without another word
    bool endPointBinding = true;       ///< tls-server-end-point, else refused at the final message
    bool announcesBindings = false;    ///< XEP-0440
    bool moreDoors = false;            ///< jabber:iq:auth, compression, stream management
    std::vector<std::string> inClear;  ///< mechanisms without TLS
    std::vector<std::string> overTls;  ///< mechanisms with TLS
};

/// plain, starttls, mixed and anonymous, in this order.
const std::vector<Profile>& profiles();
/// Null: there is none of that name.
const Profile* profileNamed(std::string_view name);

}  // namespace xmppconf::faulty
