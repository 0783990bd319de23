#pragma once

#include <array>
#include <string>
#include <string_view>

#include "tests/program/Line.h"

namespace xmppconf::test {

/// The parts of an XMPP server that a script speaks as one should, up to where it misbehaves. Any password is
/// good.
namespace host {

/// So many conversations come before the first vector, where the host offers one mechanism to two accounts:
/// the greeting, three steps of the login, a login of each account, and three steps that need one.
inline constexpr int kBeforeVectors = 9;
/// And so many more where a vector wants an account for itself: a look at each for somebody else's sessions.
inline constexpr int kLooksForStrangers = 2;

inline constexpr std::string_view kHeader =
    "<?xml version='1.0'?><stream:stream id='a1' from='conf.test' version='1.0' xml:lang='en' "
    "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
inline constexpr std::string_view kBindFeatures =
    "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";

/// The ids of what each session asks first, and of what a look for strangers asks.
inline constexpr std::array<std::string_view, 3> kOwnRequests = {"ready-1", "alone-0", "alone-1"};

/// What <auth/> says.
struct Choice {
    std::string mechanism;
    std::string message;  ///< out of Base64
};

/// Features with these SASL mechanisms, separated by spaces.
std::string mechanisms(std::string_view names);

void header(Line& line);                                ///< awaits the client's, sends ours
void greet(Line& line, std::string_view mechanisms);    ///< header and features
Choice choice(Line& line);                              ///< awaits <auth/>
std::string auth(Line& line);                           ///< likewise; the message alone
std::string response(Line& line);                       ///< awaits <response/>; likewise
void challenge(Line& line, std::string_view message);   ///< in Base64
void success(Line& line, std::string_view final = {});  ///< with what the mechanism says last
std::string authenticate(Line& line);                   ///< PLAIN, from <auth/> to <success/>; who it is
/// The new stream up to the request, whose id it returns; `beside` stands beside <bind/> in the features.
std::string awaitBind(Line& line, std::string_view beside = {});
void answerBind(Line& line, std::string_view id, std::string_view jid);
void bound(Line& line, std::string_view jid);  ///< awaits the request, answers it
void login(Line& line);                        ///< all of this
std::string request(Line& line);               ///< awaits an iq of the vector; answers those of kOwnRequests
[[noreturn]] void farewell(Line& line);        ///< awaits the closing tag, says it too
[[noreturn]] void serve(Line& line);           ///< login and farewell

}  // namespace host

}  // namespace xmppconf::test
