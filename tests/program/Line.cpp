#include "tests/program/Line.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketImpl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <utility>

namespace xmppconf::test {

namespace {

constexpr int kPatience = 30;  // seconds
constexpr std::size_t kFlood = 256 * 1024;

}  // namespace

Line::Line(const Poco::Net::StreamSocket& socket, int number, Rest rest)
    : socket_(socket), number_(number), rest_(std::move(rest)) {
    socket_.setNoDelay(true);
    socket_.setReceiveTimeout({kPatience, 0});
    socket_.setSendTimeout({kPatience, 0});
}

void Line::sendRaw(std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t sent = ::send(socket_.impl()->sockfd(), octets.data(), octets.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw Over();
        octets.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string Line::receiveRaw() {
    std::array<char, 16 * 1024> buffer;
    const ssize_t size = ::recv(socket_.impl()->sockfd(), buffer.data(), buffer.size(), 0);
    if (size <= 0) throw Over();
    return {buffer.data(), static_cast<std::size_t>(size)};
}

void Line::send(std::string_view octets) { sendRaw(tls_ ? tls_->sends(octets) : std::string(octets)); }

void Line::sendForever(std::string_view octets) {
    std::string many;
    while (many.size() < kFlood) many += octets;
    for (;;) send(many);
}

void Line::drip(std::string_view octets, std::chrono::milliseconds every) {
    for (const char& octet : octets) {
        send({&octet, 1});
        rest(every);
    }
}

std::string Line::receive() {
    if (!tls_) return receiveRaw();
    std::string plain = tls_->received().substr(decrypted_);  // may have come with the end of the handshake
    while (plain.empty()) {
        sendRaw(tls_->answer(receiveRaw()));
        plain = tls_->received().substr(decrypted_);
        if (plain.empty() && tls_->sawCloseNotify()) throw Over();
    }
    decrypted_ += plain.size();
    return plain;
}

std::string Line::await(std::initializer_list<std::string_view> texts) {
    for (;;) {
        std::size_t end = std::string::npos;
        for (const std::string_view text : texts) {
            const auto found = received_.find(text);
            if (found != std::string::npos) end = std::min(end, found + text.size());
        }
        if (end != std::string::npos) {
            std::string taken = received_.substr(0, end);
            received_.erase(0, end);
            return taken;
        }
        received_ += receive();
    }
}

std::string Line::drain() {
    std::string all = std::exchange(received_, {});
    try {
        for (;;) all += receive();
    } catch (const Over&) {
        return all;
    }
}

void Line::rest(std::chrono::milliseconds duration) {
    if (!rest_(duration)) throw Over();
}

void Line::halfClose() { ::shutdown(socket_.impl()->sockfd(), SHUT_WR); }

void Line::reset() {
    socket_.setLinger(true, 0);  // the peer closes it once the script is over
    throw Over();
}

void Line::startTls(const octets::TestCertificate& identity, const octets::TestTlsServer::Form& form) {
    tls_ = std::make_unique<octets::TestTlsServer>(identity, form);
    std::string octets = std::exchange(received_, {});
    for (;;) {
        sendRaw(tls_->answer(octets));
        if (tls_->established()) return;
        octets = receiveRaw();
    }
}

}  // namespace xmppconf::test
