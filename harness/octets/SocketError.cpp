#include "harness/octets/SocketError.h"

#include <Poco/Exception.h>

#include <cctype>
#include <system_error>

namespace xmppconf::octets {

std::string socketError(int code) {
    std::string text = std::generic_category().message(code);
    if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

std::string socketError(const Poco::Exception& exception) {
    return exception.code() != 0 ? socketError(exception.code()) : exception.displayText();
}

}  // namespace xmppconf::octets
