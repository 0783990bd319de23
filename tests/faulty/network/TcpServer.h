#pragma once

#include <Poco/Net/ServerSocket.h>

#include <functional>
#include <list>
#include <string>

#include "harness/octets/Clock.h"
#include "tests/faulty/network/TcpConnection.h"

namespace xmppconf::faulty {

/// Answers on loopback what the protocol says. One thread; everything outlives it.
class TcpServer {
  public:
    /// Ports 0: any that are free. Throws Poco::Net exceptions when there is none.
    TcpServer(const ProtocolMaker& maker, const Identity& identity, const octets::Clock& clock,
              unsigned short port, unsigned short directPort);

    unsigned short port() const { return plain_.address().port(); }
    unsigned short directPort() const { return direct_.address().port(); }
    /// Until the deadline, until one of the descriptors can be read, or until `dead` says so after a step.
    void serve(octets::Instant deadline, const std::vector<int>& stops, const std::function<bool()>& dead);

  private:
    void accept(Poco::Net::ServerSocket& listener, bool direct);
    octets::Instant due(octets::Instant deadline) const;

    const ProtocolMaker& maker_;
    const Identity& identity_;
    const octets::Clock& clock_;
    Poco::Net::ServerSocket plain_, direct_;
    std::list<TcpConnection> connections_;
};

}  // namespace xmppconf::faulty
