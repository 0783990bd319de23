#include "harness/octets/TlsClient.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <limits>
#include <map>
#include <mutex>
#include <new>
#include <string>
#include <tuple>
#include <utility>

#include "harness/octets/OpenSslError.h"
#include "harness/octets/StrangersCertificate.h"
#include "harness/octets/TlsVerification.h"

namespace xmppconf::octets {

namespace {

extern "C" int noPassphrase(char*, int, int, void*) { return -1; }  // never ask at the terminal

Failure unreadable(std::string_view what, const std::string& file) {
    return Failure{fmt::format("cannot use {} from {}: {}", what, file, takeOpenSslError())};
}

Result<ContextHandle> makeContext(const TlsSettings& settings) {
    ERR_clear_error();
    ContextHandle context(SSL_CTX_new(TLS_client_method()));
    if (!context) return Failure{fmt::format("cannot set up TLS: {}", takeOpenSslError())};
    SSL_CTX* raw = context.get();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_default_passwd_cb(raw, noPassphrase);
    if (!trust(*raw, settings.caFile)) return unreadable("the certificate authorities", settings.caFile);
    if (!settings.certificateFile.empty()) {
        const std::string& keyFile = settings.keyFile.empty() ? settings.certificateFile : settings.keyFile;
        if (SSL_CTX_use_certificate_chain_file(raw, settings.certificateFile.c_str()) != 1) {
            return unreadable("the client certificate", settings.certificateFile);
        }
        if (SSL_CTX_use_PrivateKey_file(raw, keyFile.c_str(), SSL_FILETYPE_PEM) != 1) {
            return unreadable("the client's private key", keyFile);
        }
    }
    return context;
}

Result<SslHandle> newSession(const TlsSettings& settings) {
    static std::mutex mutex;
    static std::map<std::tuple<std::string, std::string, std::string>, ContextHandle> contexts;

    const std::lock_guard lock(mutex);
    ContextHandle& context = contexts[{settings.caFile, settings.certificateFile, settings.keyFile}];
    if (!context) {
        Result<ContextHandle> made = makeContext(settings);
        if (!made) return Failure{made.error()};
        context = std::move(made).value();
    }
    SslHandle ssl(SSL_new(context.get()));
    if (!ssl) return Failure{fmt::format("cannot set up TLS: {}", takeOpenSslError())};
    return ssl;
}

/// SNI: the name that the certificate has to bear. An address must not stand there (RFC 6066 §3).
Result<void> nameServer(SSL& ssl) {
    const char* name = X509_VERIFY_PARAM_get0_host(SSL_get0_param(&ssl), 0);
    if (name != nullptr && SSL_set_tlsext_host_name(&ssl, name) != 1)
        return Failure{fmt::format("\"{}\" cannot be asked for in TLS: {}", name, takeOpenSslError())};
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

/// A certificate that is made for this session, where the settings want one.
Result<void> showMadeOne(SSL& ssl, const TlsSettings& settings) {
    if (!settings.selfSignedFor.empty())
        return showStrangersCertificate(ssl, settings.selfSignedFor, StrangersIssuer::Itself);
    if (!settings.unknownIssuerFor.empty())
        return showStrangersCertificate(ssl, settings.unknownIssuerFor, StrangersIssuer::UnknownAuthority);
    return {};
}

Result<void> prepare(SSL& ssl, const TlsSettings& settings) {
    Result<void> done = expectServer(ssl, settings);
    if (done && settings.namesServer) done = nameServer(ssl);
    if (done && settings.alpn) done = offerProtocol(ssl, *settings.alpn);
    if (done && settings.highestVersion) done = limitVersion(ssl, *settings.highestVersion);
    if (done) done = showMadeOne(ssl, settings);
    return done;
}

}  // namespace

Result<SslHandle> newTlsClient(const TlsSettings& settings) {
    Result<SslHandle> ssl = newSession(settings);
    if (!ssl) return ssl;
    if (const auto prepared = prepare(*ssl.value(), settings); !prepared) return Failure{prepared.error()};
    return ssl;
}

}  // namespace xmppconf::octets
