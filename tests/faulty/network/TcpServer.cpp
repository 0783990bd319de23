#include "tests/faulty/network/TcpServer.h"

#include <Poco/Net/SocketAddress.h>

#include <algorithm>

namespace xmppconf::faulty {

namespace {

Poco::Net::SocketAddress loopback(unsigned short port) { return {"127.0.0.1", port}; }

}  // namespace

TcpServer::TcpServer(const ProtocolMaker& maker, const Identity& identity, const octets::Clock& clock,
                     unsigned short port, unsigned short directPort)
    : maker_(maker),
      identity_(identity),
      clock_(clock),
      plain_(loopback(port), 128),
      direct_(loopback(directPort), 128) {}

octets::Instant TcpServer::due(octets::Instant deadline) const {
    for (const TcpConnection& each : connections_) deadline = std::min(deadline, each.due());
    return deadline;
}

void TcpServer::accept(Poco::Net::ServerSocket& listener, bool direct) {
    connections_.emplace_back(listener.acceptConnection(),
                              std::make_unique<Session>(maker_, &identity_, direct));
}

void TcpServer::serve(octets::Instant deadline, const std::vector<int>& stops,
                      const std::function<bool()>& dead) {
    while (clock_.now() < deadline) {
        std::vector<pollfd> descriptors;
        for (const int stop : stops) descriptors.push_back({stop, POLLIN, 0});
        descriptors.push_back({plain_.impl()->sockfd(), POLLIN, 0});
        descriptors.push_back({direct_.impl()->sockfd(), POLLIN, 0});
        for (const TcpConnection& each : connections_) descriptors.push_back({each.fd(), each.events(), 0});
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(due(deadline) - clock_.now());
        const auto timeout = std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 60'000);
        if (::poll(descriptors.data(), descriptors.size(), static_cast<int>(timeout)) < 0) continue;

        auto happened = descriptors.cbegin();
        for (std::size_t i = 0; i < stops.size(); ++i)
            if ((happened++)->revents != 0) return;
        const bool plain = (happened++)->revents != 0;
        const bool direct = (happened++)->revents != 0;
        for (TcpConnection& each : connections_) {
            if (const short events = (happened++)->revents; events != 0) each.advance(events);
            each.wake();
        }
        if (dead()) return;
        for (TcpConnection& each : connections_) each.flush();
        connections_.remove_if([](const TcpConnection& each) { return each.over(); });
        if (plain) accept(plain_, false);
        if (direct) accept(direct_, true);
    }
}

}  // namespace xmppconf::faulty
