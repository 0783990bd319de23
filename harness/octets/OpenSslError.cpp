#include "harness/octets/OpenSslError.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

namespace {

constexpr int kHighestAlert = 255;

// A failure leaves several errors, deepest first. The peer's word tells most, then the system's, then that of
// the TLS layer.
int weight(unsigned long code) {
    if (isAlert(code)) return 3;
    if (ERR_SYSTEM_ERROR(code)) return 2;
    return ERR_GET_LIB(code) == ERR_LIB_SSL ? 1 : 0;
}

unsigned long takeMostTelling() {
    unsigned long chosen = ERR_get_error();
    while (const unsigned long code = ERR_get_error()) {
        if (weight(code) > weight(chosen)) chosen = code;
    }
    return chosen;
}

}  // namespace

// OpenSSL keeps what is no alert above all of them, too: an internal error of its own, for one.
bool isAlert(unsigned long code) {
    const int alert = ERR_GET_REASON(code) - SSL_AD_REASON_OFFSET;
    return !ERR_SYSTEM_ERROR(code) && ERR_GET_LIB(code) == ERR_LIB_SSL && alert >= 0 &&
           alert <= kHighestAlert;
}

std::string takeOpenSslError() {
    const unsigned long code = takeMostTelling();
    if (code == 0) return "unknown error";
    const int reason = ERR_GET_REASON(code);
    if (ERR_SYSTEM_ERROR(code)) return socketError(reason);
    if (isAlert(code)) {
        return fmt::format("the server sent the alert \"{}\"",
                           SSL_alert_desc_string_long(reason - SSL_AD_REASON_OFFSET));
    }
    if (ERR_GET_LIB(code) == ERR_LIB_SSL && reason == SSL_R_WRONG_VERSION_NUMBER)
        return "what the server sent is not TLS (wrong version number)";
    const char* text = ERR_reason_error_string(code);
    return text != nullptr ? text : fmt::format("OpenSSL error {:x}", code);
}

}  // namespace xmppconf::octets
