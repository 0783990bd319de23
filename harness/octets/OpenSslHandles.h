#pragma once

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace xmppconf::octets {

/// Frees an OpenSSL object with the function made for it.
template <auto freeIt>
struct OpenSslDeleter {
    template <class T>
    void operator()(T* object) const {
        freeIt(object);
    }
};

using BioHandle = std::unique_ptr<BIO, OpenSslDeleter<&BIO_free_all>>;
using SslHandle = std::unique_ptr<SSL, OpenSslDeleter<&SSL_free>>;
using ContextHandle = std::unique_ptr<SSL_CTX, OpenSslDeleter<&SSL_CTX_free>>;
using CertificateHandle = std::unique_ptr<X509, OpenSslDeleter<&X509_free>>;

}  // namespace xmppconf::octets
