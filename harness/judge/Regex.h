#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::judge {

/// Whether the whole text matches the expression (Perl syntax, octet by octet). Texts of more than 16 KiB are
/// refused with a sentence: an expression must not be led astray by a hostile peer.
Result<bool> matchesWhole(const std::string& regex, std::string_view text);

}  // namespace xmppconf::judge
