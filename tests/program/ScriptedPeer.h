#pragma once

#include <Poco/Net/ServerSocket.h>

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "tests/program/Line.h"

namespace xmppconf::test {

/// A server on loopback that does with each connection what its script says, each in a thread of its own.
class ScriptedPeer {
  public:
    using Script = std::function<void(Line&)>;

    explicit ScriptedPeer(Script script);
    ~ScriptedPeer();  ///< ends all scripts, at the latest when their present wait does

    ScriptedPeer(const ScriptedPeer&) = delete;
    ScriptedPeer& operator=(const ScriptedPeer&) = delete;

    unsigned short port() const { return port_; }
    std::string target() const { return "127.0.0.1:" + std::to_string(port_); }
    int connections() const;
    /// From now on nobody is accepted any more, and those who are here lose their connection.
    void die();

  private:
    void accept();
    void serve(Poco::Net::StreamSocket socket, int number);
    bool rest(std::chrono::milliseconds duration);

    Script script_;
    Poco::Net::ServerSocket listener_;
    unsigned short port_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool over_ = false;
    int connections_ = 0;
    std::list<Poco::Net::StreamSocket> sockets_;
    std::list<std::thread> scripts_;
    std::thread acceptor_;
};

}  // namespace xmppconf::test
