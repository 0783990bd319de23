#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace xmppconf::judge {

/// What came where something was awaited, without what differs each time (values and texts): two failures are
/// the same when these are equal.
struct Came {
    enum class Kind {
        Untold,        ///< it was no wait: a comparison, an offer
        Nothing,       ///< in time
        Header,        ///< of a stream
        Element,       ///< `names`
        ClosingTag,    ///< of a stream
        Unreadable,    ///< it is not XML, or TLS broke
        Ended,         ///< the connection
        NoConnection,  ///< none could be made
        NoTls,         ///< the handshake failed
        Untrusted      ///< the handshake failed, for the certificate does not verify
    };
    Kind kind = Kind::Untold;
    std::vector<std::string> names{};  ///< local names of the element and of all inside, in their order

    bool operator==(const Came&) const = default;
    bool operator<(const Came& other) const {
        return std::tie(kind, names) < std::tie(other.kind, other.names);
    }
};

/// A condition by which a server says that it is busy just now, of streams, stanzas or SASL.
bool tellsOfLoad(std::string_view condition);
/// Such a condition is part of what came.
bool tellsOfLoad(const Came& came);

}  // namespace xmppconf::judge
