#include "harness/octets/TlsVerification.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NetException.h>
#include <Poco/String.h>
#include <fmt/format.h>
#include <openssl/objects.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "harness/octets/OpenSslError.h"
#include "harness/octets/OpenSslHandles.h"

namespace xmppconf::octets {

namespace {

struct OpenSslStringDeleter {
    void operator()(char* text) const { OPENSSL_free(text); }
};

std::string textOf(const ASN1_STRING* value) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

bool names(const OTHERNAME& other, const std::string& domain) {
    const int id = OBJ_obj2nid(other.type_id);
    const int type = ASN1_TYPE_get(other.value);
    if (id == NID_XmppAddr && type == V_ASN1_UTF8STRING) {
        return Poco::icompare(textOf(other.value->value.utf8string), domain) == 0;
    }
    if (id == NID_SRVName && type == V_ASN1_IA5STRING) {
        return Poco::icompare(textOf(other.value->value.ia5string), "_xmpp-client." + domain) == 0;
    }
    return false;
}

// Called for each error in the chain; a name in XMPP's own forms mends a mismatch of the host name only.
extern "C" int acceptXmppName(int ok, X509_STORE_CTX* store) {
    if (ok != 0 || X509_STORE_CTX_get_error(store) != X509_V_ERR_HOSTNAME_MISMATCH) return ok;
    const char* host = X509_VERIFY_PARAM_get0_host(X509_STORE_CTX_get0_param(store), 0);
    if (host == nullptr || !namesXmppDomain(*X509_STORE_CTX_get0_cert(store), host)) return 0;
    X509_STORE_CTX_set_error(store, X509_V_OK);
    return 1;
}

Result<void> expectName(SSL& ssl, const std::string& serverName) {
    X509_VERIFY_PARAM* wanted = SSL_get0_param(&ssl);
    Poco::Net::IPAddress address;
    if (Poco::Net::IPAddress::tryParse(serverName, address)) {
        X509_VERIFY_PARAM_set1_ip(wanted, static_cast<const unsigned char*>(address.addr()),
                                  address.length());
        return {};
    }
    std::string name = serverName;
    try {
        if (Poco::Net::DNS::isIDN(name)) name = Poco::Net::DNS::encodeIDN(name);
    } catch (const Poco::Exception&) {
        return Failure{fmt::format("\"{}\" is not a domain name", serverName)};
    }
    if (X509_VERIFY_PARAM_set1_host(wanted, name.data(), name.size()) != 1)
        return Failure{fmt::format("\"{}\" cannot be asked for in TLS: {}", serverName, takeOpenSslError())};
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return {};
}

// The name or address that was expected, in whichever form the certificate has it.
bool namesServer(SSL& ssl, X509& certificate) {
    X509_VERIFY_PARAM* wanted = SSL_get0_param(&ssl);
    if (const char* host = X509_VERIFY_PARAM_get0_host(wanted, 0)) {
        return X509_check_host(&certificate, host, 0, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1 ||
               namesXmppDomain(certificate, host);
    }
    const std::unique_ptr<char, OpenSslStringDeleter> address(X509_VERIFY_PARAM_get1_ip_asc(wanted));
    return address && X509_check_ip_asc(&certificate, address.get(), 0) == 1;
}

}  // namespace

bool trust(SSL_CTX& context, const std::string& authoritiesFile) {
    SSL_CTX_set_verify(&context, SSL_VERIFY_PEER, acceptXmppName);
    if (authoritiesFile.empty()) {
        SSL_CTX_set_default_verify_paths(&context);
        return true;
    }
    if (SSL_CTX_load_verify_file(&context, authoritiesFile.c_str()) != 1) return false;
    // Who names a file trusts what stands in it, also an intermediate or the server's own certificate.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(&context), X509_V_FLAG_PARTIAL_CHAIN);
    return true;
}

Result<void> expectServer(SSL& ssl, const TlsSettings& settings) {
    if (settings.insecure) {
        // The chain is checked all the same, for the facts; weak keys shall not end the handshake either.
        SSL_set_verify(&ssl, SSL_VERIFY_NONE, SSL_get_verify_callback(&ssl));
        SSL_set_security_level(&ssl, 0);
    }
    if (!settings.serverName.empty()) return expectName(ssl, settings.serverName);
    if (settings.insecure) return {};
    return Failure{"without the server's name its certificate cannot be checked"};
}

void noteVerification(SSL& ssl, X509& certificate, TlsFacts& facts) {
    facts.forDomain = namesServer(ssl, certificate);
    const long verdict = SSL_get_verify_result(&ssl);
    facts.verified = verdict == X509_V_OK;
    if (!facts.verified) facts.verifyError = X509_verify_cert_error_string(verdict);
}

bool namesXmppDomain(const X509& certificate, std::string_view domain) {
    const std::unique_ptr<GENERAL_NAMES, OpenSslDeleter<&GENERAL_NAMES_free>> all(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
    const std::string wanted(domain);
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(all.get(), i);
        if (name->type == GEN_OTHERNAME && names(*name->d.otherName, wanted)) return true;
    }
    return false;
}

}  // namespace xmppconf::octets
