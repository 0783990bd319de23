#pragma once

#include <openssl/ssl.h>

#include <optional>
#include <string>

#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {

/// What a session agreed on, once its handshake is over.
TlsFacts inspect(SSL& ssl);

/// In one line, for people.
std::string summary(const TlsFacts& facts);

/// The channel binding data of a session whose handshake is over, as either side computes it. Nothing where
/// there is none: tls-unique (RFC 5929 §3) with TLS 1.3, tls-exporter (RFC 9266) with TLS 1.2 without the
/// extended master secret, tls-server-end-point (RFC 5929 §4) for a signature without one hash (Ed25519).
std::optional<std::string> channelBinding(SSL& ssl, ChannelBinding type);

}  // namespace xmppconf::octets
