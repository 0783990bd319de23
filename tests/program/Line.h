#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "tests/octets/TestTlsServer.h"

namespace xmppconf::test {

/// One connection that a ScriptedPeer accepted, with TLS inside it once started. Every wait ends: with what
/// was waited for, or with Over.
class Line {
  public:
    /// The client is gone, or the peer ends, or half a minute has passed: the script is over.
    struct Over : std::exception {
        const char* what() const noexcept override { return "the connection is over"; }
    };
    /// Waits so long; false when the peer ends.
    using Rest = std::function<bool(std::chrono::milliseconds)>;

    Line(const Poco::Net::StreamSocket& socket, int number, Rest rest);

    /// 1 for the first connection of the peer.
    int number() const { return number_; }

    void send(std::string_view octets);
    void sendForever(std::string_view octets);
    /// One octet after the other, with this long between them.
    void drip(std::string_view octets, std::chrono::milliseconds every);
    /// Everything up to and with whichever of the texts comes first, which is used up.
    std::string await(std::initializer_list<std::string_view> texts);
    std::string await(std::string_view text) { return await({text}); }
    /// Reads until the client ends; what came.
    std::string drain();
    void rest(std::chrono::milliseconds duration);

    void halfClose();
    [[noreturn]] void reset();

    /// A handshake as the server, and all further octets inside of it.
    void startTls(const octets::TestCertificate& identity, const octets::TestTlsServer::Form& form = {});
    octets::TestTlsServer& tls() { return *tls_; }
    /// Past TLS, as it is.
    void sendRaw(std::string_view octets);
    std::string receiveRaw();

  private:
    std::string receive();

    Poco::Net::StreamSocket socket_;
    int number_;
    Rest rest_;
    std::string received_;
    std::unique_ptr<octets::TestTlsServer> tls_;
    std::size_t decrypted_ = 0;  ///< of what TLS received, handed out
};

}  // namespace xmppconf::test
