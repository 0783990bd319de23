#pragma once

#include <Poco/Net/StreamSocket.h>
#include <poll.h>

#include <array>
#include <string>

#include "tests/wire/Rewriting.h"

namespace xmppconf::wire {

/// One client's connection, carried on to the server. Never blocks.
class Passage {
  public:
    Passage(Poco::Net::StreamSocket client, Poco::Net::StreamSocket server, const WireFault& fault);

    /// What `poll` is to watch, the client's socket first.
    std::array<pollfd, 2> watched() const;
    /// Carries what can be; takes what `poll` said about the two.
    void advance(short client, short server);
    bool over() const { return over_; }

  private:
    struct End {
        explicit End(Poco::Net::StreamSocket socket);
        int fd() const { return socket.impl()->sockfd(); }

        Poco::Net::StreamSocket socket;
        std::string pending;     ///< still to be written
        bool ended = false;      ///< nothing more comes from there
        bool finishing = false;  ///< FIN follows what is pending
        bool finished = false;   ///< FIN is out
    };

    void readClient();
    void readServer();
    /// True: octets have come. Nothing, or the end, is false.
    bool read(End& from, End& to, std::string& octets);
    void write(End& to);
    void breakOff();

    Rewriting rewriting_;
    End client_, server_;
    bool deaf_ = false;  ///< the server is out of the game: what the client still sends is dropped
    bool over_ = false;
};

}  // namespace xmppconf::wire
