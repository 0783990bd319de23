#pragma once

#include <cstddef>
#include <string_view>

namespace xmppconf::xml {

/// The white space of XML.
inline constexpr std::string_view kWhiteSpace = " \t\r\n";

/// How far octets can be given to an XML parser at all.
struct OctetScan {
    enum class Rest {
        None,        ///< all of it is good
        Incomplete,  ///< behind the good octets stands the beginning of a UTF-8 sequence
        BadUtf8,     ///< behind the good octets stands what no UTF-8 sequence begins with
        Nul          ///< behind the good octets stands a NUL, which XML knows in no form
    };
    std::size_t good = 0;
    Rest rest = Rest::None;
};

/// Checks UTF-8 as RFC 3629 section 4 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
OctetScan scanOctets(std::string_view octets);

/// The octets without the beginning of a UTF-8 sequence at their end, which a cut somewhere leaves there.
std::string_view withoutCutCharacter(std::string_view octets);

}  // namespace xmppconf::xml
