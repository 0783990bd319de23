#pragma once

#include <string>

namespace Poco {
class Exception;
}

namespace xmppconf::octets {

/// What an errno stands for, as part of a sentence: "connection refused".
std::string socketError(int code);
/// The same for what POCO's sockets throw.
std::string socketError(const Poco::Exception& exception);

}  // namespace xmppconf::octets
