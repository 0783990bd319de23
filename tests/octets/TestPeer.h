#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/SocketImpl.h>
#include <Poco/Net/StreamSocket.h>
#include <sys/socket.h>

#include <string>
#include <string_view>

#include "harness/octets/Endpoint.h"

namespace xmppconf::octets {

/// A listener on loopback with a port of its own, and one connection it accepted. Never waits longer than
/// ten seconds.
class TestPeer {
  public:
    explicit TestPeer(const std::string& host = "127.0.0.1", unsigned short port = 0)
        : listener_(Poco::Net::SocketAddress(host, port)) {}

    Endpoint endpoint() const { return {listener_.address().host().toString(), listener_.address().port()}; }
    void accept() {
        connection_ = listener_.acceptConnection();
        connection_.setReceiveTimeout({10, 0});
        connection_.setSendTimeout({10, 0});
    }
    void send(std::string_view octets) {
        connection_.sendBytes(octets.data(), static_cast<int>(octets.size()));
    }
    /// What the kernel takes at once; the number of octets.
    std::size_t trySend(std::string_view octets) {
        const ssize_t sent = ::send(connection_.impl()->sockfd(), octets.data(), octets.size(), MSG_DONTWAIT);
        return sent < 0 ? 0 : static_cast<std::size_t>(sent);
    }
    /// One read; empty after FIN; throws what POCO throws for a reset.
    std::string receive() {
        std::string buffer(256 * 1024, '\0');
        buffer.resize(static_cast<std::size_t>(
            connection_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()))));
        return buffer;
    }
    std::string receiveAll() {
        std::string all;
        for (std::string more = receive(); !more.empty(); more = receive()) all += more;
        return all;
    }
    void close() { connection_.close(); }
    void reset() {
        connection_.setLinger(true, 0);
        connection_.close();
    }
    Poco::Net::StreamSocket& connection() { return connection_; }

  private:
    Poco::Net::ServerSocket listener_;
    Poco::Net::StreamSocket connection_;
};

/// A port on which nobody listens.
inline unsigned short deadPort() { return TestPeer().endpoint().port; }

}  // namespace xmppconf::octets
