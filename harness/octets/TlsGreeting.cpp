#include "harness/octets/TlsGreeting.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NetException.h>
#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <limits>
#include <new>
#include <string>

#include "harness/octets/OpenSslError.h"

namespace xmppconf::octets {

namespace {

Result<void> nameServer(SSL& ssl, const std::string& serverName, bool inGreeting) {
    Poco::Net::IPAddress address;
    if (Poco::Net::IPAddress::tryParse(serverName, address)) {
        // RFC 6066 §3 forbids addresses in SNI.
        X509_VERIFY_PARAM_set1_ip(SSL_get0_param(&ssl), static_cast<const unsigned char*>(address.addr()),
                                  address.length());
        return {};
    }
    std::string name = serverName;
    try {
        if (Poco::Net::DNS::isIDN(name)) name = Poco::Net::DNS::encodeIDN(name);
    } catch (const Poco::Exception&) {
        return Failure{fmt::format("\"{}\" is not a domain name", serverName)};
    }
    if (X509_VERIFY_PARAM_set1_host(SSL_get0_param(&ssl), name.data(), name.size()) != 1 ||
        (inGreeting && SSL_set_tlsext_host_name(&ssl, name.c_str()) != 1)) {
        return Failure{fmt::format("\"{}\" cannot be asked for in TLS: {}", serverName, takeOpenSslError())};
    }
    X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(&ssl), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return {};
}

Result<void> offerProtocol(SSL& ssl, const std::string& protocol) {
    if (protocol.empty() || protocol.size() > std::numeric_limits<unsigned char>::max()) {
        return Failure{"an ALPN protocol has 1 to 255 octets"};
    }
    const std::string list = static_cast<char>(protocol.size()) + protocol;
    const auto* data = reinterpret_cast<const unsigned char*>(list.data());
    if (SSL_set_alpn_protos(&ssl, data, static_cast<unsigned int>(list.size())) != 0) throw std::bad_alloc();
    return {};
}

Result<void> limitVersion(SSL& ssl, const std::string& highest) {
    if (highest != "1.2" && highest != "1.3") {
        return Failure{fmt::format("there is no TLS version \"{}\" to offer, only 1.2 and 1.3", highest)};
    }
    SSL_set_max_proto_version(&ssl, highest == "1.2" ? TLS1_2_VERSION : TLS1_3_VERSION);
    return {};
}

}  // namespace

Result<void> prepareGreeting(SSL& ssl, const TlsSettings& settings) {
    if (settings.insecure) {
        // The chain is checked all the same, for the facts; weak keys shall not end the handshake either.
        SSL_set_verify(&ssl, SSL_VERIFY_NONE, SSL_get_verify_callback(&ssl));
        SSL_set_security_level(&ssl, 0);
    } else if (settings.serverName.empty()) {
        return Failure{"without the server's name its certificate cannot be checked"};
    }
    if (!settings.serverName.empty()) {
        if (const auto named = nameServer(ssl, settings.serverName, settings.namesServer); !named)
            return named;
    }
    if (settings.alpn) {
        if (const auto offered = offerProtocol(ssl, *settings.alpn); !offered) return offered;
    }
    if (settings.highestVersion) return limitVersion(ssl, *settings.highestVersion);
    return {};
}

}  // namespace xmppconf::octets
