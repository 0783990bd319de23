#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"

namespace xmppconf::sasl {

/// name=token or name="quoted string", as DIGEST-MD5 writes its messages.
struct Directive {
    std::string name;   ///< in lower case: directives are not case-sensitive
    std::string value;  ///< without quotation marks, backslashes resolved
    bool quoted = false;
};

/// The list of RFC 2831 section 7.1: white space may stand around every word, elements may be empty, at least
/// one is not. The caller bounds the length. The sentences quote names only.
Result<std::vector<Directive>> parseDirectives(std::string_view text);

/// The elements of a list of tokens, as in qop="auth,auth-int", in lower case; none when it is no such list.
std::vector<std::string> parseTokens(std::string_view text);

/// The text as a quoted string, with quotation marks, backslashes and control characters escaped.
std::string quote(std::string_view text);

std::string lowerCase(std::string_view text);  ///< ASCII only

}  // namespace xmppconf::sasl
