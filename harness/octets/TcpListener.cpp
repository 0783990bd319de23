#include "harness/octets/TcpListener.h"

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/SocketImpl.h>
#include <Poco/Net/StreamSocket.h>
#include <fmt/format.h>
#include <poll.h>

#include <cerrno>

#include "harness/octets/SocketError.h"
#include "harness/octets/TcpLink.h"

namespace xmppconf::octets {

namespace {

/// The connection is there still, and could not be taken: to wait for it again would never end.
bool isOurs(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

Result<std::unique_ptr<TcpListener>> TcpListener::on(const Endpoint& endpoint) {
    Poco::Net::IPAddress address;
    if (!Poco::Net::IPAddress::tryParse(endpoint.host, address))
        return Failure{fmt::format("\"{}\" is not an address to listen on", endpoint.host)};
    try {
        Poco::Net::ServerSocket socket;
        // POCO's other ways would let another process of this user take part in the port.
        socket.bind(Poco::Net::SocketAddress(address, endpoint.port), true, false);
        socket.listen();
        socket.setBlocking(false);
        return std::unique_ptr<TcpListener>(new TcpListener(socket));
    } catch (const Poco::Exception& exception) {
        return Failure{fmt::format("cannot listen on {} port {}: {}", endpoint.host, endpoint.port,
                                   socketError(exception))};
    }
}

Endpoint TcpListener::endpoint() const {
    const Poco::Net::SocketAddress address = socket_.address();
    return {address.host().toString(), address.port()};
}

std::string TcpListener::failure() const {
    if (error_ == 0) return {};
    return fmt::format("no connection can be taken any more: {}", socketError(error_));
}

Waitable::Interest TcpListener::interest() const {
    if (error_ != 0) return {};
    return {socket_.impl()->sockfd(), POLLIN};
}

void TcpListener::advance(short) {
    try {
        Poco::Net::StreamSocket connection = socket_.acceptConnection();
        connection.setBlocking(false);
        accepted_ = std::make_unique<TcpLink>(connection);
    } catch (const Poco::Exception& exception) {
        // Whatever else there is to tell is about a connection that is gone again.
        if (isOurs(exception.code())) error_ = exception.code();
    }
}

}  // namespace xmppconf::octets
