#include "harness/octets/TcpConnector.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/SocketImpl.h>
#include <fmt/format.h>
#include <poll.h>

#include <utility>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

TcpConnector::TcpConnector(const Endpoint& endpoint, std::vector<Poco::Net::IPAddress> addresses,
                           const Clock& clock, Instant deadline)
    : endpoint_(endpoint),
      addresses_(std::move(addresses)),
      clock_(clock),
      deadline_(deadline),
      patience_(deadline) {}

TcpConnector::State TcpConnector::proceed() {
    while (current_ < addresses_.size()) {
        if (socket_ || begin()) {
            if (const State state = settle(); state != State::Failed) return state;
        }
        ++current_;
    }
    return State::Failed;
}

int TcpConnector::fd() const { return socket_ ? socket_->impl()->sockfd() : -1; }

std::string TcpConnector::failure() const {
    return fmt::format("cannot connect to {} port {}: {}", endpoint_.host, endpoint_.port, attempts_);
}

bool TcpConnector::begin() {
    const Instant now = clock_.now();
    const auto left = static_cast<Duration::rep>(addresses_.size() - current_);
    patience_ = deadline_ > now ? now + (deadline_ - now) / left : now;
    try {
        socket_.emplace();
        socket_->connectNB(Poco::Net::SocketAddress(addresses_[current_], endpoint_.port));
        return true;
    } catch (const Poco::Exception& exception) {
        giveUp(socketError(exception));
        return false;
    }
}

TcpConnector::State TcpConnector::settle() {
    pollfd ready{fd(), POLLOUT, 0};
    if (::poll(&ready, 1, 0) > 0) {
        const int error = socket_->impl()->socketError();
        if (error == 0) return State::Connected;
        giveUp(socketError(error));
    } else if (clock_.now() >= patience_) {
        giveUp("no answer");
    } else {
        return State::Trying;
    }
    return State::Failed;
}

void TcpConnector::giveUp(const std::string& why) {
    socket_.reset();
    if (!attempts_.empty()) attempts_ += "; ";
    attempts_ += fmt::format("{}: {}", addresses_[current_].toString(), why);
}

}  // namespace xmppconf::octets
