#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::suite {

/// The address of an account: a bare JID in canonical form (RFC 7622 section 3), which servers compare by.
struct Jid {
    std::string user;
    std::string domain;
};

/// The sentence says what is wrong with the text.
Result<Jid> parseBareJid(std::string_view text);

/// Why the text cannot be a domainpart, as the end of a sentence ("is empty"); empty: it can.
std::string wrongWithDomain(std::string_view domain);

/// A domainpart in canonical form: "bücher.example" of "BÜCHER.example".
std::string canonicalDomain(std::string_view text);

/// The same for the DNS and TLS: "xn--bcher-kva.example".
std::string asciiDomain(std::string_view text);

}  // namespace xmppconf::suite
