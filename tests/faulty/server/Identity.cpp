#include "tests/faulty/server/Identity.h"

#include <openssl/ssl.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/octets/TestCertificate.h"

namespace xmppconf::faulty {

namespace {

using octets::TestCertificate;

std::string newFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "xmppconf-identity-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
        throw std::runtime_error("cannot make a folder for certificates: " + pattern);
    return pattern;
}

void write(const std::string& file, const std::string& content) {
    std::ofstream out(file);
    out << content;
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file);
}

extern "C" int takeAnyClient(int, X509_STORE_CTX*) { return 1; }  // whom it names is judged by EXTERNAL

octets::ContextHandle newContext(const TestCertificate& server, const TestCertificate& authority) {
    octets::ContextHandle made(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* context = made.get();
    SSL_CTX_use_certificate(context, server.certificate());
    SSL_CTX_use_PrivateKey(context, server.key());
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.certificate());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, takeAnyClient);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    return made;
}

}  // namespace

Identity::Identity(const std::string& names, const std::string& account)
    : folder_(newFolder()),
      authorityFile_(folder_ + "/authority.pem"),
      clientFile_(folder_ + "/client.pem"),
      account_(account) {
    const auto authority = TestCertificate::selfSigned({"An authority", "", "P-256", "SHA256", 30, true});
    const auto server = authority.issue({"A server", names});
    const auto client = authority.issue({"A client", "otherName:1.3.6.1.5.5.7.8.5;UTF8:" + account});
    write(authorityFile_, authority.certificatePem());
    write(clientFile_, client.certificatePem() + client.keyPem());

    context_ = newContext(server, authority);
    contextOfAnother_ = newContext(authority.issue({"Another server", "DNS:another.example"}), authority);
}

Identity::~Identity() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace xmppconf::faulty
