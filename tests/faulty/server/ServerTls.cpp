#include "tests/faulty/server/ServerTls.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

#include "harness/octets/TlsInspection.h"
#include "tests/faulty/server/Identity.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

namespace {

constexpr const char* kXmppAddr = "1.3.6.1.5.5.7.8.5";

std::string xmppAddrOf(const GENERAL_NAMES& names) {
    for (int at = 0; at < sk_GENERAL_NAME_num(&names); ++at) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(&names, at);
        if (name->type != GEN_OTHERNAME) continue;
        std::array<char, 80> oid{};
        OBJ_obj2txt(oid.data(), static_cast<int>(oid.size()), name->d.otherName->type_id, 1);
        const ASN1_TYPE* value = name->d.otherName->value;
        if (std::string_view(oid.data()) != kXmppAddr || value->type != V_ASN1_UTF8STRING) continue;
        const ASN1_STRING* text = value->value.utf8string;
        return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                static_cast<std::size_t>(ASN1_STRING_length(text))};
    }
    return {};
}

}  // namespace

ServerTls::ServerTls(const Identity& identity, const TlsManner& manner)
    : ssl_(SSL_new(manner.ownDomain ? identity.context() : identity.contextOfAnother())),
      input_(BIO_new(BIO_s_mem())),
      output_(BIO_new(BIO_s_mem())),
      verifies_(manner.verifiesClients) {
    if (!ssl_) throw std::runtime_error("cannot begin a TLS session");
    SSL_set_bio(ssl_.get(), input_, output_);
    SSL_set_accept_state(ssl_.get());
    if (!manner.requestsCertificate) SSL_set_verify(ssl_.get(), SSL_VERIFY_NONE, nullptr);
    if (manner.turnsStrangersAway)
        SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER, [](int ok, X509_STORE_CTX*) { return ok; });
}

std::vector<std::string> ServerTls::receive(std::string_view ciphertext) {
    std::vector<std::string> texts;
    if (failed_) return texts;
    ERR_clear_error();
    BIO_write(input_, ciphertext.data(), static_cast<int>(ciphertext.size()));
    std::array<char, 16 * 1024> record;  // no record is longer
    std::size_t size = 0;
    int result = 0;
    while ((result = SSL_read_ex(ssl_.get(), record.data(), record.size(), &size)) == 1)
        texts.emplace_back(record.data(), size);
    failed_ = SSL_get_error(ssl_.get(), result) == SSL_ERROR_SSL;
    return texts;
}

void ServerTls::send(std::string_view plain) {
    ERR_clear_error();
    if (!plain.empty()) SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size()));
}

void ServerTls::close() {
    ERR_clear_error();
    if (established()) SSL_shutdown(ssl_.get());
}

std::string ServerTls::takeOutput() {
    char* data = nullptr;
    const long size = BIO_get_mem_data(output_, &data);
    std::string taken(data, static_cast<std::size_t>(size));
    (void)BIO_reset(output_);
    return taken;
}

bool ServerTls::established() const { return SSL_is_init_finished(ssl_.get()) != 0; }

bool ServerTls::sawCloseNotify() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

std::optional<std::string> ServerTls::channelBinding(octets::ChannelBinding type) const {
    return octets::channelBinding(*ssl_, type);
}

std::string ServerTls::certifiedJid() const {
    const octets::CertificateHandle certificate(SSL_get1_peer_certificate(ssl_.get()));
    if (!certificate || (verifies_ && SSL_get_verify_result(ssl_.get()) != X509_V_OK)) return {};
    const std::unique_ptr<GENERAL_NAMES, octets::OpenSslDeleter<&GENERAL_NAMES_free>> names(
        static_cast<GENERAL_NAMES*>(
            X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
    return names ? xmppAddrOf(*names) : std::string();
}

}  // namespace xmppconf::faulty
