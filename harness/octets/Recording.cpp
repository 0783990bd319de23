#include "harness/octets/Recording.h"

namespace xmppconf::octets {

std::string_view nameOf(Recording::Call::Kind kind) {
    switch (kind) {
        case Recording::Call::Kind::Send:
            return "send";
        case Recording::Call::Kind::Secure:
            return "secure";
        case Recording::Call::Kind::CloseTls:
            return "close-tls";
        case Recording::Call::Kind::Finish:
            return "finish";
        case Recording::Call::Kind::Reset:
            return "reset";
    }
    return "send";
}

std::string_view nameOf(LinkEvent::Kind kind) {
    switch (kind) {
        case LinkEvent::Kind::Connected:
            return "connected";
        case LinkEvent::Kind::ConnectFailed:
            return "connect-failed";
        case LinkEvent::Kind::Data:
            return "data";
        case LinkEvent::Kind::TlsEstablished:
            return "tls-established";
        case LinkEvent::Kind::TlsFailed:
            return "tls-failed";
        case LinkEvent::Kind::TlsAlert:
            return "tls-alert";
        case LinkEvent::Kind::CloseNotify:
            return "close-notify";
        case LinkEvent::Kind::Fin:
            return "fin";
        case LinkEvent::Kind::Reset:
            return "reset";
    }
    return "reset";
}

std::string_view nameOf(LinkEvent::Peer peer) {
    switch (peer) {
        case LinkEvent::Peer::None:
            return "none";
        case LinkEvent::Peer::RefusedTls:
            return "refused-tls";
        case LinkEvent::Peer::SpokeNoTls:
            return "spoke-no-tls";
        case LinkEvent::Peer::Untrusted:
            return "untrusted";
    }
    return "none";
}

}  // namespace xmppconf::octets
