#pragma once

#include <optional>
#include <string>

namespace xmppconf::octets {

enum class ChannelBinding { TlsUnique, TlsServerEndPoint, TlsExporter };

std::optional<ChannelBinding> channelBindingNamed(std::string_view name);
std::string_view nameOf(ChannelBinding binding);

/// How a TLS layer shall greet the server.
struct TlsSettings {
    std::string serverName;                     ///< for SNI and for the check of the certificate (RFC 6125)
    std::string caFile;                         ///< PEM; empty: the system's authorities
    bool insecure = false;                      ///< take any certificate, and say so in the facts
    std::optional<std::string> alpn;            ///< `xmpp-client` on direct TLS (XEP-0368)
    std::string certificateFile;                ///< PEM, the client's own; empty: none
    std::string keyFile;                        ///< PEM; empty: in certificateFile
    std::string selfSignedFor;                  ///< or a self-signed one for this JID; empty: none
    std::string unknownIssuerFor;               ///< or one of an authority that nobody knows
    std::optional<std::string> highestVersion;  ///< "1.2" or "1.3": the highest version to offer
    bool namesServer = true;                    ///< SNI, where there is a name
};

/// What a finished handshake agreed on; shown in reports.
struct TlsFacts {
    std::string version;  ///< "TLSv1.3"
    std::string cipher;   ///< OpenSSL's name of the cipher suite
    std::string alpn;     ///< empty: none selected
    std::string subject;  ///< of the server's certificate
    std::string issuer;
    std::string notAfter;               ///< RFC 3339
    std::string fingerprint;            ///< SHA-256, lower-case hex
    bool forDomain = false;             ///< the certificate names the server, whoever issued it
    bool certificateRequested = false;  ///< the server asked for a certificate of ours
    bool verified = false;
    std::string verifyError;  ///< why it did not verify (with `insecure`)
    bool operator==(const TlsFacts&) const = default;
};

}  // namespace xmppconf::octets
