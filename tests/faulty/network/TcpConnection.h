#pragma once

#include <Poco/Net/StreamSocket.h>
#include <poll.h>

#include <memory>
#include <string>

#include "tests/faulty/server/Session.h"

namespace xmppconf::faulty {

/// One client of the server over TCP. Never blocks.
class TcpConnection {
  public:
    TcpConnection(Poco::Net::StreamSocket socket, std::unique_ptr<Session> session);

    int fd() const { return socket_.impl()->sockfd(); }
    short events() const;
    octets::Instant due() const { return session_->due(); }
    /// Reads and writes what can be; takes what `poll` said about the descriptor.
    void advance(short happened);
    void wake() { session_->wake(); }
    /// Writes what the session has to say, also on account of others.
    void flush();
    bool over() const { return over_; }

  private:
    void read();

    Poco::Net::StreamSocket socket_;
    std::unique_ptr<Session> session_;
    std::string pending_;
    bool finishing_ = false;  ///< FIN follows what is pending
    bool finished_ = false;   ///< FIN is out
    bool over_ = false;
};

}  // namespace xmppconf::faulty
