#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xmppconf::faulty {

/// An address, as far as this server takes addresses apart (RFC 7622 section 3): no part longer than 1023
/// octets, none with characters that are forbidden in it. Localpart and domainpart in ASCII lower case.
struct Jid {
    std::string local;  ///< empty: none
    std::string domain;
    std::string resource;  ///< empty: none

    static std::optional<Jid> parse(std::string_view text);

    std::string bare() const { return local.empty() ? domain : local + "@" + domain; }
    std::string full() const { return resource.empty() ? bare() : bare() + "/" + resource; }
    bool operator==(const Jid&) const = default;
};

/// A resource as it is bound (RFC 6120 section 7.7.2.1, RFC 6122 appendix B); nothing when it breaks the
/// rules.
std::optional<std::string> preparedResource(std::string_view text);

}  // namespace xmppconf::faulty
