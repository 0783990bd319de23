#include "harness/octets/TlsContext.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <map>
#include <mutex>
#include <tuple>

#include "harness/octets/OpenSslError.h"
#include "harness/octets/XmppCertificate.h"

namespace xmppconf::octets {

namespace {

extern "C" int noPassphrase(char*, int, int, void*) { return -1; }  // never ask at the terminal

// Called for each error in the chain; a name in XMPP's own forms mends a mismatch of the host name only.
extern "C" int acceptXmppName(int ok, X509_STORE_CTX* store) {
    if (ok != 0 || X509_STORE_CTX_get_error(store) != X509_V_ERR_HOSTNAME_MISMATCH) return ok;
    const char* host = X509_VERIFY_PARAM_get0_host(X509_STORE_CTX_get0_param(store), 0);
    if (host == nullptr || !namesXmppDomain(*X509_STORE_CTX_get0_cert(store), host)) return 0;
    X509_STORE_CTX_set_error(store, X509_V_OK);
    return 1;
}

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
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, acceptXmppName);

    if (settings.caFile.empty()) {
        SSL_CTX_set_default_verify_paths(raw);
    } else {
        if (SSL_CTX_load_verify_file(raw, settings.caFile.c_str()) != 1) {
            return unreadable("the certificate authorities", settings.caFile);
        }
        // Who names a file trusts what stands in it, also an intermediate or the server's own certificate.
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(raw), X509_V_FLAG_PARTIAL_CHAIN);
    }
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

}  // namespace

Result<SslHandle> newTlsClient(const TlsSettings& settings) {
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

}  // namespace xmppconf::octets
