#include "tests/faulty/network/TcpConnection.h"

#include <Poco/Exception.h>

#include <array>
#include <cerrno>

namespace xmppconf::faulty {

namespace {

bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

TcpConnection::TcpConnection(Poco::Net::StreamSocket socket, std::unique_ptr<Session> session)
    : socket_(std::move(socket)), session_(std::move(session)) {
    socket_.setBlocking(false);
    socket_.setNoDelay(true);
    flush();
}

short TcpConnection::events() const {
    return static_cast<short>(pending_.empty() ? POLLIN : POLLIN | POLLOUT);
}

void TcpConnection::advance(short happened) {
    if (happened & (POLLIN | POLLHUP | POLLERR)) read();
    flush();
}

void TcpConnection::read() {
    std::array<char, 16 * 1024> buffer;
    const auto size = ::recv(fd(), buffer.data(), buffer.size(), 0);
    if (size > 0) {
        session_->receive({buffer.data(), static_cast<std::size_t>(size)});
    } else if (size == 0 || !wouldBlock()) {
        session_->peerEnded();
        flush();
        over_ = true;
    }
}

void TcpConnection::flush() {
    if (over_) return;
    for (Session::Output& output : session_->take()) {
        if (output.kind == Session::Output::Kind::Octets) pending_ += output.octets;
        if (output.kind == Session::Output::Kind::Fin) finishing_ = true;
        if (output.kind == Session::Output::Kind::Reset) {
            socket_.setLinger(true, 0);
            over_ = true;
            return;
        }
    }
    while (!pending_.empty()) {
        const auto size = ::send(fd(), pending_.data(), pending_.size(), MSG_NOSIGNAL);
        if (size < 0) {
            if (!wouldBlock()) over_ = true;
            return;
        }
        pending_.erase(0, static_cast<std::size_t>(size));
    }
    if (!finishing_ || finished_) return;
    finished_ = true;
    ::shutdown(fd(), SHUT_WR);
}

}  // namespace xmppconf::faulty
