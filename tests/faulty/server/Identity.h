#pragma once

#include <string>

#include "harness/octets/OpenSslHandles.h"

namespace xmppconf::faulty {

/// The server's certificate, and one for a client that names an account, from an authority made on the spot.
/// Its files lie in a folder of its own as long as it lives. Made once, then shared by all threads.
class Identity {
  public:
    /// `names` as openssl.cnf writes subjectAltName; `account` is the JID in the client's certificate.
    Identity(const std::string& names, const std::string& account);
    ~Identity();
    Identity(const Identity&) = delete;
    Identity& operator=(const Identity&) = delete;

    const std::string& authorityFile() const { return authorityFile_; }
    const std::string& clientFile() const { return clientFile_; }  ///< certificate and key, PEM
    const std::string& account() const { return account_; }
    /// The server's side: asks clients for a certificate and takes those of the authority.
    SSL_CTX* context() const { return context_.get(); }
    /// The same with the certificate of a domain that is not this server's.
    SSL_CTX* contextOfAnother() const { return contextOfAnother_.get(); }

  private:
    std::string folder_, authorityFile_, clientFile_, account_;
    octets::ContextHandle context_, contextOfAnother_;
};

}  // namespace xmppconf::faulty
