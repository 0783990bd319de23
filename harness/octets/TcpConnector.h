#pragma once

#include <Poco/Net/IPAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <optional>
#include <string>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/Endpoint.h"

namespace xmppconf::octets {

/// Tries the addresses of an endpoint one after the other, without blocking, until one takes the connection.
/// Each gets its share of the time left, so that one which never answers does not use it up.
class TcpConnector {
  public:
    enum class State { Trying, Connected, Failed };

    /// `clock` must outlive this.
    TcpConnector(const Endpoint& endpoint, std::vector<Poco::Net::IPAddress> addresses, const Clock& clock,
                 Instant deadline);

    /// Does what can be done now. To be called again once `fd` is writable or `patience` is over.
    State proceed();
    int fd() const;
    Instant patience() const { return patience_; }

    /// Once connected: the socket (non-blocking) and the address at its other end.
    const Poco::Net::StreamSocket& socket() const { return *socket_; }
    const Poco::Net::IPAddress& address() const { return addresses_[current_]; }
    /// Once failed: the sentence, with what became of each address.
    std::string failure() const;

  private:
    bool begin();
    State settle();
    void giveUp(const std::string& why);

    Endpoint endpoint_;
    std::vector<Poco::Net::IPAddress> addresses_;
    const Clock& clock_;
    Instant deadline_;
    Instant patience_;
    std::size_t current_ = 0;
    std::optional<Poco::Net::StreamSocket> socket_;
    std::string attempts_;
};

}  // namespace xmppconf::octets
