#pragma once

#include <functional>
#include <string_view>

#include "tests/faulty/server/Conduct.h"

/// Other ways into a server than SASL, as servers had them or have them: honest as they stand.
namespace xmppconf::faulty {

inline constexpr std::string_view kIqAuth = "jabber:iq:auth";
inline constexpr std::string_view kCompressFeature = "http://jabber.org/features/compress";
inline constexpr std::string_view kCompress = "http://jabber.org/protocol/compress";
inline constexpr std::string_view kManagement = "urn:xmpp:sm:3";

/// The authentication of XEP-0078.
struct IqAuthDoor {
    bool saysSo = true;  ///< else it denies that there is such a thing
    bool asksForResource = true;
    bool asksStrangersToo = true;  ///< the same of users that do not exist
    bool verifiesPasswords = true;
    bool opensAfterFailure = false;  ///< also when SASL has failed
    bool opensBeforeTls = false;     ///< also where TLS is demanded
};

using Deal = std::function<void(Stream&, const xml::Element&)>;

void addIqAuth(Conduct& conduct, const IqAuthDoor& door);
/// Compression before the login (XEP-0138); `deal` answers a request for it.
void addCompression(Conduct& conduct, Deal deal);
/// Stream management (XEP-0198), as far as it names streams; `deal` answers who wants to go on with one.
void addManagement(Conduct& conduct, Deal deal);

/// All of them: passwords are verified, there is nothing to compress with at the moment, and nobody goes on
/// with a stream of before.
void addDoors(Conduct& conduct);

}  // namespace xmppconf::faulty
