#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::suite {

/// The address of an account: a bare JID (RFC 7622 section 3).
struct Jid {
    std::string user;
    std::string domain;  ///< ASCII letters in lower case
};

/// The sentence says what is wrong with the text.
Result<Jid> parseBareJid(std::string_view text);

/// Why the text cannot be a domainpart, as the end of a sentence ("is empty"); empty: it can.
std::string wrongWithDomain(std::string_view domain);

}  // namespace xmppconf::suite
