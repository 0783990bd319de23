#include "tests/program/ScriptedPeer.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketImpl.h>
#include <sys/socket.h>

#include <optional>
#include <utility>

namespace xmppconf::test {

namespace {

constexpr int kBacklog = 64;

void wake(const Poco::Net::Socket& socket) {
    if (socket.impl()->initialized()) ::shutdown(socket.impl()->sockfd(), SHUT_RDWR);
}

}  // namespace

ScriptedPeer::ScriptedPeer(Script script)
    : script_(std::move(script)),
      listener_(Poco::Net::SocketAddress("127.0.0.1", 0), kBacklog),
      port_(listener_.address().port()),
      acceptor_([this] { accept(); }) {}

ScriptedPeer::~ScriptedPeer() {
    die();
    acceptor_.join();
    for (std::thread& script : scripts_) script.join();
}

void ScriptedPeer::die() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(over_, true)) return;
    changed_.notify_all();
    wake(listener_);
    for (const auto& socket : sockets_) wake(socket);
}

int ScriptedPeer::connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
}

void ScriptedPeer::accept() {
    try {
        for (;;) {
            std::optional<Poco::Net::StreamSocket> socket = listener_.acceptConnection();
            const std::lock_guard lock(mutex_);
            if (over_) break;
            sockets_.push_back(*socket);
            scripts_.emplace_back(&ScriptedPeer::serve, this, *socket, ++connections_);
            socket.reset();  // inside the lock: the script's thread is the last to hold it
        }
    } catch (const Poco::Exception&) {
        // woken: the listener is shut down
    }
    listener_.close();  // so that whoever comes now is refused
}

void ScriptedPeer::serve(Poco::Net::StreamSocket socket, int number) {
    try {
        Line line(socket, number, [this](std::chrono::milliseconds duration) { return rest(duration); });
        script_(line);
    } catch (const Line::Over&) {
        // the usual end
    }
    const std::lock_guard lock(mutex_);
    sockets_.remove(socket);
    socket.close();
}

bool ScriptedPeer::rest(std::chrono::milliseconds duration) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, duration, [this] { return over_; });
}

}  // namespace xmppconf::test
