#include "tests/octets/TestTlsServer.h"

#include <openssl/err.h>

#include <array>

namespace xmppconf::octets {

TestTlsServer::TestTlsServer(const TestCertificate& identity, const Form& form)
    : alpn_(form.alpn),
      context_(SSL_CTX_new(TLS_server_method())),
      in_(BIO_new(BIO_s_mem())),
      out_(BIO_new(BIO_s_mem())) {
    SSL_CTX* context = context_.get();
    SSL_CTX_set_max_proto_version(context, form.highest);
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_use_certificate(context, identity.certificate());
    SSL_CTX_use_PrivateKey(context, identity.key());
    if (!form.extendedMasterSecret) SSL_CTX_set_options(context, SSL_OP_NO_EXTENDED_MASTER_SECRET);
    if (!form.alpn.empty()) SSL_CTX_set_alpn_select_cb(context, selectAlpn, this);
    if (form.clientsOnlyOf != nullptr) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), form.clientsOnlyOf->certificate());
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    ssl_.reset(SSL_new(context));
    SSL_set_bio(ssl_.get(), in_, out_);
    SSL_set_accept_state(ssl_.get());
}

int TestTlsServer::selectAlpn(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                              unsigned int inSize, void* self) {
    auto& server = *static_cast<TestTlsServer*>(self);
    server.alpnOffered_.assign(reinterpret_cast<const char*>(in), inSize);
    if (server.alpnOffered_.substr(1) != server.alpn_) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = in + 1;
    *size = in[0];
    return SSL_TLSEXT_ERR_OK;
}

std::string TestTlsServer::answer(std::string_view ciphertext) {
    ERR_clear_error();
    BIO_write(in_, ciphertext.data(), static_cast<int>(ciphertext.size()));
    std::array<char, 4096> buffer;
    std::size_t size = 0;
    while (SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &size) == 1)
        received_.append(buffer.data(), size);
    return output();
}

std::string TestTlsServer::sends(std::string_view plain) {
    ERR_clear_error();
    SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size()));
    return output();
}

std::string TestTlsServer::closes() {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    return output();
}

std::string TestTlsServer::renegotiates() {
    ERR_clear_error();
    SSL_renegotiate(ssl_.get());
    SSL_do_handshake(ssl_.get());
    return output();
}

bool TestTlsServer::sawCloseNotify() const {
    return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool TestTlsServer::established() const { return SSL_is_init_finished(ssl_.get()) != 0; }

std::string TestTlsServer::output() {
    char* data = nullptr;
    const long size = BIO_get_mem_data(out_, &data);
    std::string taken(data, static_cast<std::size_t>(size));
    (void)BIO_reset(out_);
    return taken;
}

}  // namespace xmppconf::octets
