#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/octets/OpenSslHandles.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::faulty {

class Identity;
struct TlsManner;

/// The server's side of one TLS connection, free of I/O: the client's octets in, plain text and octets for
/// the client out.
class ServerTls {
  public:
    ServerTls(const Identity& identity, const TlsManner& manner);

    /// What the octets complete, one text for each TLS record.
    std::vector<std::string> receive(std::string_view ciphertext);
    void send(std::string_view plain);
    void close();  ///< close_notify
    std::string takeOutput();

    bool established() const;
    bool failed() const { return failed_; }
    bool sawCloseNotify() const;
    std::optional<std::string> channelBinding(octets::ChannelBinding type) const;
    /// The XmppAddr of a client certificate that the authority vouches for, or of any where the manner is so;
    /// empty: none.
    std::string certifiedJid() const;

  private:
    octets::SslHandle ssl_;
    BIO* input_;  // both owned by ssl_
    BIO* output_;
    bool verifies_;
    bool failed_ = false;
};

}  // namespace xmppconf::faulty
