#include "harness/octets/TcpSocket.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketImpl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

namespace {

constexpr std::size_t kReadLimit = 64 * 1024;
constexpr std::size_t kWriteLimit = 1024 * 1024;  // POCO counts in int

}  // namespace

TcpSocket::TcpSocket(const Poco::Net::StreamSocket& connected) : socket_(connected) {
    socket_.setNoDelay(true);
    acknowledge();
}

TcpSocket::~TcpSocket() { socket_.close(); }

TcpSocket::Received TcpSocket::receive() {
    if (ended_) return {};
    thread_local std::array<char, kReadLimit> buffer;
    try {
        const int size = socket_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
        if (size > 0) {
            acknowledge();
            return {Received::Kind::Octets, {buffer.data(), static_cast<std::size_t>(size)}};
        }
        if (size < 0) return {};
    } catch (const Poco::Exception& exception) {
        return end(Received::Kind::Broken, socketError(exception));
    }
    // Sending uses up the kernel's note of a reset, and reading then looks like a FIN. With EPIPE there was
    // a FIN before the reset.
    if (sendError_ != 0 && sendError_ != EPIPE) return end(Received::Kind::Broken, socketError(sendError_));
    return end(Received::Kind::Fin, {});
}

void TcpSocket::send(std::string_view octets) {
    if (finishing_ || sendError_ != 0) return;
    if (sent_ > queue_.size() / 2) {
        queue_.erase(0, sent_);
        sent_ = 0;
    }
    queue_ += octets;
    flush();
    acknowledge();
}

void TcpSocket::flush() {
    if (sendError_ != 0) return;
    try {
        while (sent_ < queue_.size()) {
            const int piece = static_cast<int>(std::min(queue_.size() - sent_, kWriteLimit));
            const int size = socket_.sendBytes(queue_.data() + sent_, piece, MSG_NOSIGNAL);
            sent_ += static_cast<std::size_t>(std::max(size, 0));
            if (size < piece) return;
        }
        queue_.clear();
        sent_ = 0;
    } catch (const Poco::Exception& exception) {
        if (exception.code() == EAGAIN) return;  // POCO throws for a full send buffer
        sendError_ = exception.code() != 0 ? exception.code() : EIO;
        queue_.clear();
        sent_ = 0;
    }
    if (finishing_ && sendError_ == 0) shutDown();
}

void TcpSocket::shutDown() {
    if (std::exchange(shut_, true)) return;
    try {
        socket_.shutdownSend();
    } catch (const Poco::Exception&) {
        // The connection is gone already. How it went is for `receive` to find: this error does not tell.
    }
}

void TcpSocket::finish() {
    finishing_ = true;
    flush();
}

void TcpSocket::reset() {
    ended_ = true;
    finishing_ = true;
    queue_.clear();
    sent_ = 0;
    socket_.setLinger(true, 0);
    socket_.close();
}

void TcpSocket::acknowledge() {
    // A wish only: no failure matters here.
    const int yes = 1;
    (void)::setsockopt(fd(), IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

int TcpSocket::fd() const { return socket_.impl()->sockfd(); }

TcpSocket::Received TcpSocket::end(Received::Kind kind, std::string why) {
    ended_ = true;
    return {kind, std::move(why)};
}

}  // namespace xmppconf::octets
