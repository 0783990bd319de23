#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::sasl {

/// RFC 3454 section 7: what is kept ("stored strings": passwords) may hold no code point that Unicode 3.2
/// leaves unassigned; what is asked for ("queries": user names) may.
enum class Unassigned { Refused, Allowed };

/// Prepares a user name or password as RFC 4013 says: mapped, normalized to NFKC, checked for prohibited
/// characters and for mixed directions. At most 64 KiB. The sentences name the rule and never quote the text,
/// which may be a password.
Result<std::string> saslPrep(std::string_view utf8, Unassigned unassigned = Unassigned::Refused);

}  // namespace xmppconf::sasl
