#pragma once

#include <openssl/ssl.h>

#include <string>
#include <string_view>

#include "harness/octets/OpenSslHandles.h"
#include "tests/octets/TestCertificate.h"

namespace xmppconf::octets {

/// A TLS server in memory: the client's octets in, its own out.
class TestTlsServer {
  public:
    struct Form {
        int highest = TLS1_3_VERSION;
        std::string alpn = {};                           ///< selects it when offered
        const TestCertificate* clientsOnlyOf = nullptr;  ///< demands a client certificate of this authority
        bool extendedMasterSecret = true;
    };

    explicit TestTlsServer(const TestCertificate& identity) : TestTlsServer(identity, Form{}) {}
    TestTlsServer(const TestCertificate& identity, const Form& form);

    /// What the server answers to these octets.
    std::string answer(std::string_view ciphertext);
    std::string sends(std::string_view plain);
    std::string closes();  ///< close_notify
    std::string renegotiates();

    const std::string& received() const { return received_; }  ///< plain text
    bool sawCloseNotify() const;
    bool established() const;
    SSL* ssl() const { return ssl_.get(); }
    const std::string& alpnOffered() const { return alpnOffered_; }

  private:
    static int selectAlpn(SSL* ssl, const unsigned char** out, unsigned char* size, const unsigned char* in,
                          unsigned int inSize, void* self);
    std::string output();

    std::string alpn_;
    std::string alpnOffered_;
    ContextHandle context_;
    SslHandle ssl_;
    BIO* in_;
    BIO* out_;
    std::string received_;
};

}  // namespace xmppconf::octets
