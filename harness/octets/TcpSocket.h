#pragma once

#include <Poco/Net/StreamSocket.h>

#include <string>
#include <string_view>

namespace xmppconf::octets {

/// A connected TCP socket that never blocks: what the kernel does not take at once waits in a queue. After an
/// error in sending, what is left to send is dropped; `receive` still yields what the peer had sent before,
/// and then tells the end. Never raises SIGPIPE.
class TcpSocket {
  public:
    struct Received {
        enum class Kind { Nothing, Octets, Fin, Broken };
        Kind kind = Kind::Nothing;
        std::string text;  ///< the octets, or why the connection broke
    };

    explicit TcpSocket(const Poco::Net::StreamSocket& connected);
    ~TcpSocket();
    TcpSocket(const TcpSocket&) = delete;
    TcpSocket& operator=(const TcpSocket&) = delete;

    /// One read of at most 64 KiB; Nothing for ever after the end.
    Received receive();
    /// Writes at once as much as goes; ignored after `finish`.
    void send(std::string_view octets);
    void flush();
    /// FIN once the queue is empty.
    void finish();
    /// Closes with a reset.
    void reset();

    bool flushed() const { return queue_.empty(); }
    bool readable() const { return !ended_; }  ///< the peer may still send
    int fd() const;

  private:
    /// Acknowledge at once whatever comes: a delayed acknowledgement makes a server with two small writes
    /// wait 40 ms. The kernel forgets the wish where a write follows a read, hence again after each.
    void acknowledge();
    void shutDown();
    Received end(Received::Kind kind, std::string why);

    Poco::Net::StreamSocket socket_;
    std::string queue_;
    std::size_t sent_ = 0;  ///< of the queue
    int sendError_ = 0;
    bool finishing_ = false;
    bool shut_ = false;
    bool ended_ = false;
};

}  // namespace xmppconf::octets
