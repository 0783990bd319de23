#include "tests/wire/Passage.h"

#include <cerrno>
#include <utility>

namespace xmppconf::wire {

namespace {

constexpr std::size_t kMostPending = 1024UL * 1024;

bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Passage::End::End(Poco::Net::StreamSocket from) : socket(std::move(from)) {
    socket.setBlocking(false);
    socket.setNoDelay(true);
}

Passage::Passage(Poco::Net::StreamSocket client, Poco::Net::StreamSocket server, const WireFault& fault)
    : rewriting_(fault), client_(std::move(client)), server_(std::move(server)) {}

std::array<pollfd, 2> Passage::watched() const {
    const auto watch = [](const End& end, const End& other) {
        int events = end.pending.empty() ? 0 : POLLOUT;
        if (!end.ended && other.pending.size() < kMostPending) events |= POLLIN;
        return pollfd{events == 0 ? -1 : end.fd(), static_cast<short>(events), 0};
    };
    return {watch(client_, server_), watch(server_, client_)};
}

void Passage::advance(short client, short server) {
    constexpr short readable = POLLIN | POLLHUP | POLLERR;
    if (client & readable) readClient();
    if (server & readable) readServer();
    write(client_);
    write(server_);
    if (client_.ended && client_.pending.empty() && (server_.ended || deaf_)) over_ = true;
}

void Passage::readClient() {
    std::string octets;
    if (!read(client_, server_, octets) || deaf_) return;
    Rewriting::Sent sent = rewriting_.fromClient(octets);
    server_.pending += sent.toServer;
    client_.pending += sent.toClient;
    if (!sent.over) return;
    deaf_ = true;
    client_.finishing = true;
    server_.pending.clear();
    server_.ended = server_.finishing = true;
}

void Passage::readServer() {
    std::string octets;
    const bool came = read(server_, client_, octets);
    if (deaf_) return;
    if (came) client_.pending += rewriting_.fromServer(octets);
    if (server_.ended) client_.pending += rewriting_.serverEnded();
}

bool Passage::read(End& from, End& to, std::string& octets) {
    std::array<char, 16 * 1024> buffer;
    const auto size = ::recv(from.fd(), buffer.data(), buffer.size(), 0);
    if (size > 0) {
        octets.assign(buffer.data(), static_cast<std::size_t>(size));
        return true;
    }
    if (size == 0) {
        from.ended = to.finishing = true;
    } else if (!wouldBlock()) {
        breakOff();
    }
    return false;
}

void Passage::write(End& to) {
    while (!over_ && !to.pending.empty()) {
        const auto size = ::send(to.fd(), to.pending.data(), to.pending.size(), MSG_NOSIGNAL);
        if (size < 0) {
            if (!wouldBlock()) breakOff();
            return;
        }
        to.pending.erase(0, static_cast<std::size_t>(size));
    }
    if (over_ || !to.finishing || to.finished) return;
    to.finished = true;
    ::shutdown(to.fd(), SHUT_WR);
}

// One side is gone without a word: so is the other.
void Passage::breakOff() {
    client_.socket.setLinger(true, 0);
    server_.socket.setLinger(true, 0);
    over_ = true;
}

}  // namespace xmppconf::wire
